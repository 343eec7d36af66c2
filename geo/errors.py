"""Every error that `geo` raises, one tree:

    DatelineError
    ├── InputError            a file or text that a person gave
    │   ├── ArticleError      an article that cannot be read
    │   ├── TableError        a row of a curated table, or a file of a GeoNames dump, that does not hold
    │   └── DataError         a GeoJSON file that is missing or does not fit the contract
    ├── WorkerError           a process or machine that helps to build cannot begin
    ├── GazetteerError        the index is missing, older than its tables, or damaged
    ├── FetchError            an address is unsafe, or gives no page within the caps
    ├── CacheError            the file of kept answers cannot be opened, read or written
    └── GeocodingError        a provider gave no answer (its three kinds must not be confused)
        ├── ServiceDown       no answer, or a fault on their side: ask again later
        └── ServiceRefused    it said no: wrong key, forbidden, or too many requests

"Not found" is an answer, not an error. Every message says what is wrong, in which input, and what to do.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that Dateline says of an input or a service."""


class InputError(DatelineError):
    """A file or a text that a person gave cannot be used."""


class ArticleError(InputError):
    """An article cannot be read: empty, binary, in an unknown encoding, or with a broken front matter."""


class TableError(InputError):
    """A curated table or a dump file does not hold; the message names the file and, of a row, line and column."""


class DataError(InputError):
    """A GeoJSON file is missing or does not fit the contract."""


class WorkerError(DatelineError):
    """A process or machine that helps to build cannot begin its work."""


class GazetteerError(DatelineError):
    """The gazetteer's index is missing, older than its tables, or damaged."""


class FetchError(DatelineError):
    """An address is not fetched, being unsafe, or gave no page within the caps on size, time and redirects."""


class CacheError(DatelineError):
    """The file of kept answers cannot be used; without it no provider is asked, as it paces the requests."""


class GeocodingError(DatelineError):
    """A geocoding provider gave no usable answer."""


class ServiceDown(GeocodingError):
    """The provider could not be reached or failed: the query is worth asking again later."""


class ServiceRefused(GeocodingError):
    """The provider said no.

    `retry_after` is the wait in seconds that it asked for, null where it gave none.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
