"""What each connection and each address has left of its share, and who is one of them."""

from __future__ import annotations

import pytest

from dashboard.fairness import Accounts, Share, Who, whose
from tests.clock import Clock


def test_account_fills_at_its_share_and_has_bounds() -> None:
    clock = Clock()
    accounts = Accounts(Share(0.25, 2.0), clock)
    assert accounts.left("a") == 2
    accounts.charge("a", 3)
    assert accounts.left("a") == -1
    clock.now = 4
    assert accounts.left("a") == 0
    accounts.charge("a", 100)
    assert accounts.left("a") == -2
    clock.now = 1_000
    assert accounts.left("a") == 2


def test_accounts_are_bounded_and_the_oldest_is_forgotten() -> None:
    accounts = Accounts(Share(0, 1.0), Clock(), most=3)
    for name in "abcad":
        accounts.charge(name, 1)
    assert len(accounts) == 3
    assert [name for name in "abcd" if name in accounts] == ["a", "c", "d"]
    assert (accounts.left("a"), accounts.left("b")) == (-1, 1)


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("192.0.2.7", 1), "192.0.2.7"),
        (("::ffff:192.0.2.7", 1), "192.0.2.7"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::1", 1), "2001:db8:1:2::/64"),
        (("unix", 1), "unix"),
    ],
)
def test_address_of_a_network_is_that_of_all_its_hosts(client: tuple[str, int], address: str) -> None:
    assert whose({"type": "http", "client": client}) == Who(address, 1)


def test_whoever_no_server_names_is_nobody() -> None:
    assert whose({"type": "http", "client": None}) is None
    assert whose({"type": "http"}) is None
