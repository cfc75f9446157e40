"""What an administrator does with expert groups, in the words of the tests."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader


def begins(admin: Reader) -> Locator:
    """The page on which a group is made."""
    admin.page.get_by_role("button", name="Groupe d’experts", exact=True).click()
    form = admin.page.get_by_role("main")
    expect(form.get_by_role("heading", name="Créer un groupe")).to_be_focused()
    return form


def makes(admin: Reader, name: str, *people: str) -> None:
    """A group that patients ask by its name."""
    form = begins(admin)
    form.get_by_label("Nom du groupe").fill(name)
    for person in people:
        form.get_by_role("checkbox", name=person).check()
    form.get_by_role("button", name="Créer le groupe d’experts").click()
    expect(row_of(admin, name)).to_be_visible()


def goes_to_table(admin: Reader) -> Locator:
    admin.page.goto("/messages/experts")
    table = admin.page.get_by_role("table", name="Groupes d’experts")
    expect(table).to_be_visible()
    return table


def row_of(admin: Reader, name: str) -> Locator:
    link = admin.page.get_by_role("link", name=name, exact=True)
    return admin.page.get_by_role("row").filter(has=link)


def settings(admin: Reader, name: str, tab: str = "Membres") -> Locator:
    """One group, from the table."""
    goes_to_table(admin)
    row_of(admin, name).get_by_role("link", name=name).click()
    page = admin.page.get_by_role("main")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_focused()
    page.get_by_role("tab", name=tab).click()
    return page
