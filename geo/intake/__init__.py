"""What a person brings in (text, files, archives, addresses, feeds), articles out; or for each the reason why not."""

from geo.intake.address import from_address, from_feed
from geo.intake.files import from_file, from_text
from geo.intake.keep import Kept, keep
from geo.intake.taken import Taken, text_hash

__all__ = ["Kept", "Taken", "from_address", "from_feed", "from_file", "from_text", "keep", "text_hash"]
