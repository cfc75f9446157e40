"""The sign-in library's forms, in our words: labels, no placeholders."""

from typing import Any

from allauth.account import forms as library
from django.forms import Form
from django.utils.translation import gettext_lazy as _


class SignInForm(library.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self,
            login=_("Adresse e-mail"),
            password=_("Mot de passe"),
            remember=_("Rester connecté sur cet appareil"),
        )


class PasswordForgottenForm(library.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("Adresse e-mail"))


class NewPasswordForm(library.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password1=_("Nouveau mot de passe"))
        del self.fields["password2"]


class FirstPasswordForm(library.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password1=_("Nouveau mot de passe"))
        del self.fields["password2"]


class OtherPasswordForm(library.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self,
            oldpassword=_("Mot de passe actuel"),
            password1=_("Nouveau mot de passe"),
        )
        del self.fields["password2"]


class NewEmailForm(library.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("Nouvelle adresse"))


class ItIsMeForm(library.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password=_("Mot de passe"))


def say(form: Form, **labels: Any) -> None:
    """Label the fields; a label stays when one types, so there is no placeholder."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
