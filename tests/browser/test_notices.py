"""What a person wants to be told, what the page asks before it, and what was sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.asking import ask, read, take
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader
from tests.browser.ways import profile
from tests.servers import House

pytestmark = pytest.mark.page

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
ANNE, SOPHIE = "anne.roy@tilleuls.example", "sophie.moreau@tilleuls.example"
LUC, JEANNE = "luc.girard@tilleuls.example", "jeanne.dubois@patients.example"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
QUESTION = "Être averti des nouveaux messages"
# A browser that was not asked yet, and of which the person refuses it.
UNASKED = """
Object.defineProperty(Notification, 'permission', {
  get: () => window.answered ?? 'default', configurable: true});
Notification.requestPermission = async () => (window.answered = 'denied');
"""
BOUNCED = (
    "from accounts.models import PatientRecord; from chat.models import Conversation; "
    "from lib import db; from push.models import Delivery; "
    "one = Conversation.objects.get(uuid={id!r}); "
    "record = PatientRecord.objects.filter(user__email={email!r}).first(); "
    "Delivery.objects.create(key='email:' + {id!r}, kind='message', first=1, upto=1, "
    "subject=one.uuid, subject_key=one.pk, user=record.user, record=record, "
    "channel='email', address='j•••@•••.example', state='bounced', reason='bounced', "
    "not_before=db.now(), ended_at=db.now())"
)


def prefers(reader: Reader) -> Locator:
    """« Notifications » of his preferences."""
    profile("Préférences")(reader.page)
    part = reader.page.get_by_role("dialog").locator("section.wishes")
    expect(part.get_by_role("table")).to_be_visible()
    return part


def cell(part: Locator, row: str, column: str) -> Locator:
    return part.get_by_role("switch", name=f"{row}\xa0: {column}", exact=True)


def turn(reader: Reader, switch: Locator) -> None:
    """Press it, and wait until the server has it."""
    with reader.page.expect_response("**/me/notices"):
        switch.click()


def again(reader: Reader) -> Locator:
    reader.page.reload()
    reader.is_live()
    return prefers(reader)


def test_a_practitioner_chooses_and_finds_it_again(arrives: Arrive):
    karim = arrives(KARIM)
    part = prefers(karim)
    email = cell(part, "Message privé", "E-mail")
    expect(part).to_contain_text("Les praticiens ne reçoivent pas d’e-mail")
    expect(email).not_to_be_checked()
    expect(cell(part, "Question dans mes groupes", "Navigateur")).to_be_checked()
    expect(part.get_by_role("row", name="Urgence")).to_contain_text("Toujours")
    turn(karim, email)
    part = again(karim)
    expect(cell(part, "Message privé", "E-mail")).to_be_checked()
    expect(cell(part, "Groupe de discussion", "E-mail")).not_to_be_checked()
    turn(karim, cell(part, "Message privé", "E-mail"))


def test_what_the_server_does_not_take_is_undone_and_said(arrives: Arrive):
    karim = arrives(KARIM)
    part = prefers(karim)
    karim.expects_cuts = True
    karim.page.route("**/me/notices", lambda one: one.abort("internetdisconnected"))
    email = cell(part, "Message privé", "E-mail")
    email.click()
    expect(karim.page.get_by_role("alert")).to_contain_text("ne répond pas")
    expect(email).not_to_be_checked()


def test_a_patient_is_warned_where_he_turns_email_off(arrives: Arrive):
    jeanne = arrives(JEANNE)
    part = prefers(jeanne)
    expect(part.locator("tbody tr")).to_have_count(1)
    email = cell(part, "Réponse d’un professionnel", "E-mail")
    expect(email).to_be_checked()
    turn(jeanne, email)
    expect(part.get_by_role("status").first).to_contain_text("Sans e-mail")
    turn(jeanne, email)
    expect(part.get_by_role("status").first).not_to_contain_text("Sans e-mail")


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_a_row_is_a_group(arrives: Arrive, width: int):
    claire = arrives(CLAIRE, phone=True, viewport={"width": width, "height": 640})
    part = prefers(claire)
    expect(part.get_by_role("rowheader", name="Message privé")).to_be_visible()
    first = cell(part, "Message privé", "Navigateur").bounding_box()
    second = cell(part, "Message privé", "E-mail").bounding_box()
    assert first
    assert second
    assert second["y"] >= first["y"] + first["height"]
    dialog = claire.page.get_by_role("dialog")
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_quiet_hours_are_kept_by_the_day(arrives: Arrive):
    luc = arrives(LUC)
    part = prefers(luc)
    turn(luc, part.get_by_role("switch", name="lundi", exact=True))
    begin, end = part.get_by_label("lundi, Début"), part.get_by_label("lundi, Fin")
    expect(begin).to_have_value("22:00")
    expect(part).to_contain_text("le lendemain")
    with luc.page.expect_response("**/me/notices"):
        begin.fill("12:30")
    end.fill("12:30")
    expect(part.get_by_role("alert")).to_contain_text("deux heures différentes")
    with luc.page.expect_response("**/me/notices"):
        end.fill("14:00")
    expect(part.get_by_role("alert")).to_have_count(0)
    turn(luc, part.get_by_role("button", name="Mêmes heures tous les jours"))
    part = again(luc)
    for day in DAYS:
        expect(part.get_by_role("switch", name=day, exact=True)).to_be_checked()
        expect(part.get_by_label(f"{day}, Fin")).to_have_value("14:00")
    for day in DAYS:
        turn(luc, part.get_by_role("switch", name=day, exact=True))
    expect(part.locator("input[type=time]")).to_have_count(0)


def test_a_snooze_says_when_it_ends_and_can_be_ended(arrives: Arrive):
    luc = arrives(LUC)
    part = prefers(luc)
    part.get_by_role("button", name="1 heure").click()
    expect(part.get_by_text("Notifications suspendues jusqu’au")).to_be_visible()
    expect(part.get_by_role("group", name="Suspendre")).to_be_focused()
    part = again(luc)
    part.get_by_role("button", name="Réactiver").click()
    expect(part.get_by_role("button", name="Jusqu’à demain")).to_be_visible()
    expect(part.get_by_text("Notifications suspendues")).to_have_count(0)


def unasked(reader: Reader) -> None:
    reader.context.add_init_script(UNASKED)
    reader.page.reload()
    reader.is_live()


def test_the_page_asks_after_a_reason_and_takes_no_for_an_answer(arrives: Arrive):
    sophie, anne = arrives(SOPHIE), arrives(ANNE)
    unasked(anne)
    sophie.writes_to("Mme Anne Roy")
    expect(anne.page.get_by_text(QUESTION)).to_have_count(0)
    sophie.write("Une raison de demander")
    expect(anne.page.get_by_text(QUESTION)).to_be_visible()
    anne.page.get_by_role("button", name="Ne plus demander").click()
    expect(anne.page.get_by_text(QUESTION)).to_have_count(0)
    anne.page.reload()
    anne.is_live()
    sophie.write("Une autre")
    expect(anne.row("Dr Sophie Moreau")).to_contain_text("Une autre")
    expect(anne.page.get_by_text(QUESTION)).to_have_count(0)


def test_who_has_blocked_them_reads_how_to_allow_them(arrives: Arrive):
    sophie, anne = arrives(SOPHIE), arrives(ANNE)
    unasked(anne)
    sophie.writes_to("Mme Anne Roy")
    sophie.write("Encore une raison")
    anne.page.get_by_role("button", name="Activer", exact=True).click()
    blocked = anne.page.get_by_text("bloquées par votre navigateur")
    expect(blocked).to_be_visible()
    anne.page.get_by_role("button", name="Fermer", exact=True).click()
    expect(blocked).to_have_count(0)


def test_a_notice_that_is_pressed_opens_its_conversation(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Dr Karim Benali")
    subject = claire.page.url.rsplit("/", 1)[1]
    claire.open("Mme Anne Roy")
    claire.page.evaluate(
        "(subject) => navigator.serviceWorker.dispatchEvent("
        "new MessageEvent('message', {data: {type: 'open', subject}}))",
        subject,
    )
    expect(claire.page.locator("#thread-title")).to_have_text("Dr Karim Benali")


def test_professionals_see_what_was_sent_and_that_it_came_back(
    arrives: Arrive, house: House
):
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    ask(jeanne, "Un e-mail qui revient", "Bonjour docteur.")
    read(claire, "Un e-mail qui revient")
    take(claire)
    subject = claire.page.url.rsplit("/", 1)[1]
    house.manage("shell", "-c", BOUNCED.format(id=subject, email=JEANNE))
    claire.page.get_by_role("button", name="Détails").click()
    sent = claire.page.locator(".sent-notice", has_text="Rebond")
    expect(sent).to_contain_text("E-mail · j•••@•••.example")
    expect(sent).to_contain_text("Patient")
    expect(sent).to_contain_text("l’e-mail n’a pas pu être remis")
    assert "Jeanne" not in sent.inner_text()
    jeanne.page.get_by_role("button", name="Détails").click()
    expect(jeanne.page.get_by_role("heading", name="Détails")).to_be_visible()
    expect(jeanne.page.get_by_text("Notifications envoyées")).to_have_count(0)
