"""The house's rules that a tool can see. Who wants another rule changes it here."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "chat", "config", "groups", "lib", "photos", "push", "realtime"]
MOST_LINES = 300

# Doors parse, call and present; what a person may see, `access.py` fetches.
DOORS = {"api.py", "commands.py", "views.py", "wiring.py", "door.py", "forms.py"}
# Where a model of an app may be asked for: the app's own reading and writing side.
OWNED = {
    "Conversation": "chat",
    "Draft": "chat",
    "Entry": "chat",
    "Inbox": "chat",
    "Participant": "chat",
    "Group": "groups",
    "GroupMember": "groups",
    "Photo": "photos",
    "SentPhoto": "chat",
    "Upload": "photos",
}
# Demo data of any size are written in bulk, those of the small clinic moved in time.
BULK = {
    "config/demo/dating.py",
    "config/demo/large.py",
    "config/demo/large_questions.py",
}
# `async` crosses into the domain in realtime/db.py; these answer a framework.
ASYNC = {
    "accounts/sessions.py",
    "config/asgi.py",
    "config/bodies.py",
    "config/http.py",
}


@cache
def files() -> list[Path]:
    """Every file that is kept, or would be, as paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    names = listed.stdout.splitlines() or _names_without_git()
    return [Path(name) for name in names if (ROOT / name).is_file()]


def _names_without_git() -> Iterator[str]:
    for top in [*APPS, "static", "templates", "tests", "tools"]:
        for path in (ROOT / top).rglob("*"):
            if "__pycache__" not in path.parts:
                yield str(path.relative_to(ROOT))


def python(*tops: str) -> list[Path]:
    """Python files of these folders, without migrations, which a tool writes."""
    return [
        path
        for path in files()
        if path.suffix == ".py" and path.parts[0] in tops
        if "migrations" not in path.parts
    ]


def text(path: Path) -> str:
    return (ROOT / path).read_text()


def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def offenders(paths: list[Path], pattern: str) -> list[str]:
    """Return where `pattern` stands, as file:line."""
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_a_file_has_one_idea():
    """What is longer than this has a second idea that wants a name."""
    written = {".py", ".js", ".css", ".html", ".sh"}
    long = {
        str(path): lines
        for path in files()
        if path.suffix in written and not {"migrations", "vendor"} & set(path.parts)
        if (lines := len(text(path).splitlines())) > MOST_LINES
    }
    assert long == {}


def test_functions_are_short():
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in python(*APPS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert median(lengths) <= 10
    assert quantiles(lengths, n=10)[-1] <= 30


def test_the_list_of_actions_is_the_list_of_features():
    actions = [path.stem for path in python(*APPS) if path.parent.name == "actions"]
    assert [
        name for name in actions if not re.fullmatch(r"\w+ing|__init__", name)
    ] == []


def test_actions_take_their_arguments_by_name():
    loose = [
        f"{path}: {node.name}"
        for path in python(*APPS)
        if path.parent.name == "actions"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and _is_action(node)
        if len(node.args.args) > 1
    ]
    assert loose == []


def _is_action(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and any(
        "atomic" in ast.unparse(mark) for mark in node.decorator_list
    )


def test_doors_do_not_fetch():
    doors = [path for path in python(*APPS) if path.name in DOORS]
    assert doors
    assert offenders(doors, r"\.objects\b|get_object_or_404|get_list_or_404") == []


@pytest.mark.parametrize("model", OWNED)
def test_what_an_app_keeps_it_fetches_itself(model: str):
    strangers = [
        path
        for path in python(*APPS)
        if path.parts[0] != OWNED[model] and str(path) not in BULK
    ]
    assert offenders(strangers, rf"\b{model}\.objects\b") == []


@pytest.mark.parametrize("model", ["Conversation", "Group"])
def test_one_thing_is_fetched_by_who_may_see_it(model: str):
    others = [
        path
        for path in python(*APPS)
        if path.name not in {"access.py", "timeline.py"}
        if path.parent.name != "actions" and str(path) not in BULK
    ]
    assert offenders(others, rf"\b{model}\.objects\b.*\.get\(") == []


def test_the_log_has_one_writer():
    others = [path for path in python(*APPS) if path.name != "timeline.py"]
    others = [path for path in others if str(path) not in BULK]
    assert (
        offenders(others, r"\bEntry\.objects\.(bulk_)?create|(?<!class )\bEntry\(")
        == []
    )
    everywhere = python(*APPS)
    assert offenders(everywhere, r"\bEntry\.objects.*\.(update|delete)\(") == []


def test_nothing_happens_by_itself():
    """No signals, no save() that does more than saving: actions say what they do."""
    assert offenders(python(*APPS), r"^@receiver|\bSignal\(|\.connect\(receiver") == []
    models = [path for path in python(*APPS) if "models" in str(path)]
    assert offenders(models, r"^\s+def (save|delete)\(") == []


def test_async_lives_in_the_pipe():
    domain = [path for path in python(*APPS) if path.parts[0] != "realtime"]
    domain = [path for path in domain if str(path) not in ASYNC]
    assert offenders(domain, r"\basync (def|with|for)\b|\bawait\b") == []
    assert offenders(python(*APPS), r"sync_to_async|async_to_sync") == []


def test_an_exception_to_the_types_has_a_code():
    everything = python(*APPS, "tests", "tools")
    assert offenders(everything, r"#\s*type:\s*ignore(?!\[)") == []
    assert offenders(everything, r"#\s*noqa(?!:)") == []


def test_pages_have_no_inline_script_or_style():
    """The Content-Security-Policy would stop them; here they are found earlier."""
    pages = [path for path in files() if path.suffix == ".html"]
    pages = [path for path in pages if "mail" not in path.parts]
    inline = r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\b(src|type)=)"
    assert offenders(pages, inline) == []


def test_what_people_write_is_never_markup():
    scripts = [path for path in files() if path.suffix == ".js"]
    scripts = [path for path in scripts if "vendor" not in path.parts]
    raw = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\("
    assert offenders(scripts, raw) == []
