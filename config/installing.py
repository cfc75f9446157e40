"""Relais as an app of the device: manifest, service worker, the page without a line.

Nothing here holds a word that a person wrote, nor who he is.
"""

import hashlib
import json
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

# All that the page without a line needs.
SHELL: Final = (
    "css/tokens.css",
    "css/base.css",
    "css/buttons.css",
    "css/frame.css",
    "css/account.css",
    "img/relais.svg",
    "js/pages/offline.js",
)
GROUND, ACCENT = "#f5f6f3", "#0b6557"


def manifest(request: HttpRequest) -> HttpResponse:
    icons = [("icon-192", "192x192", "any"), ("icon-512", "512x512", "any")]
    icons += [("icon-maskable", "512x512", "maskable")]
    shown = {
        "id": "/",
        "name": "Relais",
        "short_name": "Relais",
        "description": _("L’équipe de soins, d’une seule voix."),
        "lang": translation.get_language(),
        "start_url": reverse("discussions"),
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": ACCENT,
        "icons": [
            {
                "src": static(f"img/{name}.png"),
                "sizes": sizes,
                "type": "image/png",
                "purpose": purpose,
            }
            for name, sizes, purpose in icons
        ],
    }
    return JsonResponse(shown, content_type="application/manifest+json")


@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """What it keeps, and under which version; how, says `static/js/worker.js`.

    From the root, so that it answers for every page.
    """
    files = [static(name) for name in SHELL]
    program = static("js/worker.js")
    told = [*files, program, translation.get_language() or ""]
    version = hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]
    shell = {"version": version, "files": files, "offline": reverse("offline")}
    script = (
        f"self.SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(program)});\n"
    )
    return HttpResponse(script, content_type="text/javascript")


@never_cache
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by the service worker, and shown in the place of any page."""
    return render(request, "live/offline.html")
