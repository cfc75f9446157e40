"""What every page has: a policy, a language, no inline script or style."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client

from accounts.models import User
from tests import factories
from tests.accounts.verbs import audited

OPEN = (
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/x-y/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/x:y/",
)
SIGNED_IN = (
    "/accounts/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
)
INLINE = re.compile(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)")


@pytest.fixture
def alices(alice):
    return factories.browser(alice)


def require_clean(answer) -> None:
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not INLINE.search(answer.text)


@pytest.mark.parametrize("path", OPEN)
def test_open_pages_are_clean(client, db, path):
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    require_clean(answer)


@pytest.mark.parametrize("path", SIGNED_IN)
def test_account_pages_are_clean(claire, path):
    answer = factories.browser(claire).get(path, follow=True)
    assert answer.status_code == 200
    require_clean(answer)


@pytest.mark.parametrize("path", ["/nowhere/", "/accounts/nowhere/"])
def test_an_error_page_is_clean(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text
    require_clean(answer)


def test_the_admin_is_clean(alices, alice):
    User.objects.filter(pk=alice.id).update(is_staff=True, is_superuser=True)
    for path in ("/admin/", "/admin/accounts/user/", "/admin/accounts/user/add/"):
        require_clean(alices.get(path))


def test_no_template_has_anything_inline():
    pages = Path(project.BASE_DIR / "templates").rglob("*.html")
    guilty = [page.name for page in pages if INLINE.search(page.read_text())]
    assert guilty == []


def test_a_forged_form_gets_a_clear_page(db):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Page trop ancienne" in answer.text


def test_a_demonstration_says_so_on_every_page(client, db, settings):
    settings.DEMO = True
    page = client.get("/accounts/login/").text
    assert "Données fictives" in page
    assert "claire.petit@tilleuls.example" in page
    settings.DEMO = False
    assert "Données fictives" not in client.get("/accounts/login/").text


class TestLanguage:
    def html(self, client, **headers):
        return client.get("/accounts/password/reset/", headers=headers).text[:200]

    def test_a_stranger_is_answered_as_his_browser_asks(self, client, db):
        assert '<html lang="en"' in self.html(client, accept_language="en-GB")
        assert '<html lang="fr"' in self.html(client, accept_language="fr-CA")
        assert '<html lang="fr"' in self.html(client, accept_language="de")

    def test_a_stranger_switches(self, client, db):
        switched = client.post(
            "/accounts/language/", {"language": "en", "next": "/accounts/login/"}
        )
        assert switched["Location"] == "/accounts/login/"
        assert '<html lang="en"' in self.html(client, accept_language="fr")

    def test_a_person_is_spoken_to_in_his_language(self, thomas):
        page = factories.browser(thomas).get(
            "/accounts/", headers={"accept-language": "fr"}
        )
        assert '<html lang="en"' in page.text
        assert page["Content-Language"] == "en"

    def test_a_person_switches_for_all_his_devices(self, alice, alices):
        alices.post("/accounts/language/", {"language": "en", "next": "/accounts/"})
        user = User.objects.get(pk=alice.id)
        assert user.language == "en"
        assert audited(user) == ["accounts.person.language_chosen"]
        other = factories.browser(alice).get("/accounts/")
        assert '<html lang="en"' in other.text

    def test_an_unknown_language_changes_nothing(self, alice, alices):
        alices.post("/accounts/language/", {"language": "tlh"})
        assert User.objects.get(pk=alice.id).language == "fr"

    def test_it_is_switched_by_post_only(self, alices):
        assert alices.get("/accounts/language/").status_code == 405

    def test_nobody_is_sent_to_another_site(self, client, db):
        answer = client.post(
            "/accounts/language/", {"language": "en", "next": "https://evil.example/"}
        )
        assert answer["Location"] == "/"


def test_times_are_told_in_the_persons_zone(alice):
    User.objects.filter(pk=alice.id).update(time_zone="America/Montreal")
    seen = []

    def page(request):
        from django.utils import timezone

        seen.append(str(timezone.get_current_timezone()))

    from accounts.middleware import person_locale

    request = factories.browser(alice).get("/accounts/").wsgi_request
    person_locale(page)(request)
    request.path = "/api/v1/me"
    person_locale(page)(request)
    assert seen == ["America/Montreal", "Europe/Paris"]
