"""Questions to expert groups, in the words of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader

GROUP = "Peau (dermatologie)"


def fill(
    patient: Reader,
    title: str,
    text: str,
    *,
    group: str = GROUP,
    photos: Sequence[Path] = (),
) -> None:
    """The form, up to its last step, by somebody whose page is French."""
    page = patient.page
    page.get_by_role("button", name="Poser une question").click()
    page.get_by_label(group).check()
    go_on(patient)
    page.get_by_label("Objet").fill(title)
    page.get_by_label("Message", exact=True).fill(text)
    go_on(patient)
    for path in photos:
        page.locator(".photo-input").set_input_files(path)
    expect(page.locator(".tray-ready")).to_have_count(len(photos))
    go_on(patient)


def go_on(patient: Reader) -> None:
    patient.page.get_by_role("button", name="Continuer").click()


def send(patient: Reader) -> None:
    """The last step; then the question is on its way."""
    page = patient.page
    page.get_by_label("J’ai compris").check()
    page.get_by_role("button", name="Envoyer ma question").click()
    expect(page.get_by_role("heading", name="est envoyée")).to_be_focused()


def ask(
    patient: Reader,
    title: str,
    text: str,
    *,
    group: str = GROUP,
    photos: Sequence[Path] = (),
) -> None:
    fill(patient, title, text, group=group, photos=photos)
    send(patient)
    patient.page.get_by_role("button", name="Suivre ma question").click()
    expect(patient.page.locator("#thread-title")).to_have_text(title)


def unfold(expert: Reader, group: str = "Dermatologie") -> Locator:
    """The row of a group, with its questions below."""
    row = expert.page.locator("button.group-row", has_text=group)
    if row.get_attribute("aria-expanded") == "false":
        row.click()
    return row


def waiting(expert: Reader, title: str) -> Locator:
    return expert.page.locator(".queue-row", has_text=title)


def n_waiting(expert: Reader, group: str = "Dermatologie") -> int:
    badge = unfold(expert, group).locator(".badge > [aria-hidden]")
    return int(badge.inner_text()) if badge.count() else 0


def read(expert: Reader, title: str) -> None:
    """Open a pending question; that takes nothing."""
    unfold(expert)
    waiting(expert, title).click()
    expect(expert.page.locator("#thread-title")).to_have_text(title)
    expect(answering(expert)).to_be_visible()
    expect(expert.page.locator(".composer")).to_have_count(0)


def answering(expert: Reader) -> Locator:
    return expert.page.get_by_role("button", name="Répondre", exact=True)


def take(expert: Reader) -> None:
    answering(expert).click()
    expect(expert.page.get_by_label("Message", exact=True)).to_be_focused()
    expect(expert.page.locator(".system").last).to_contain_text("Vous avez pris")


def lost(expert: Reader) -> Locator:
    return expert.page.locator(".lost-words")


def stage(patient: Reader) -> Locator:
    return patient.page.locator(".stage[aria-current=step] .stage-words")


def note_emptying(expert: Reader) -> None:
    """Let his page note the time when the question that he reads is gone from it."""
    expert.page.evaluate(
        "() => { const look = () => document.querySelector('.lost-words')"
        " ? (window.emptiedAt = Date.now()) : setTimeout(look, 5); look(); }"
    )
