"""What becomes of trouble: messages, exit statuses, tracebacks, colour."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from engine.cli import check as check_module
from engine.cli import console, main, run
from engine.cli.root import COMMANDS, root
from engine.errors import NegotiaError

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: object) -> None:
        raise error

    monkeypatch.setattr(check_module, "check_batch", raising)


def test_a_bug_looks_like_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fail_with(KeyError("rank"), monkeypatch)
    assert run(["check", "x.yaml", *RULES]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "Error: KeyError: 'rank'\n"
        "This is a bug in negotia, not a mistake of yours. Please report it.\n"
        "`negotia --debug ...` shows where it happened.\n"
    )


def test_debug_shows_where_a_bug_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(KeyError("rank"), monkeypatch)
    assert run(["--debug", "check", "x.yaml", *RULES]) == 70
    err = capsys.readouterr().err
    assert "Traceback (most recent call last):" in err
    assert "in raising" in err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_ends_with_130(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(error, monkeypatch)
    assert run(["check", "x.yaml", *RULES]) == 130


def test_trouble_of_the_user_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(NegotiaError("the disk is full"), monkeypatch)
    assert run(["check", "x.yaml", *RULES]) == 2
    assert capsys.readouterr().err == "Error: the disk is full\n"


def test_the_entry_point_exits_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["negotia", "check", str(FILES / "bad.yaml"), *RULES])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1


def test_a_reader_that_has_seen_enough_gets_no_traceback() -> None:
    """`negotia schema deal | head -1`, from the launcher of the checkout."""
    command = subprocess.Popen(
        [sys.executable, "cli.py", "schema", "deal"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    err = command.stderr.read()
    command.stderr.close()
    assert command.wait(timeout=60) == 141
    assert err == b""


def test_help_imports_nothing_that_a_check_needs() -> None:
    code = "import sys; from engine.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert (
        loaded & {"pydantic", "yaml", "babel", "docx", "lxml", "jinja2", "durable", "engine.usecases"}
        == set()
    )


def test_a_check_imports_nothing_that_documents_need() -> None:
    code = (
        "import sys; from engine.cli import run;"
        f"run(['check', {str(FILES / 'good.yaml')!r}, *{RULES!r}]); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "engine.usecases" in loaded
    assert loaded & {"docx", "docxtpl", "lxml", "jinja2", "ruamel", "durable", "engine.documents"} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    context = click.Context(root)
    command = root.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.short_help == COMMANDS[name][1]
    commands = [(name,)]
    if isinstance(command, click.Group):
        commands = [(name, below) for below in command.commands]
    for words in commands:
        assert run([*words, "--help"]) == 0
        assert f"  negotia {' '.join(words)}" in capsys.readouterr().out


def test_every_option_has_a_line_of_help() -> None:
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        below = command.commands.values() if isinstance(command, click.Group) else ()
        for one in (command, *below):
            options = [option for option in one.params if isinstance(option, click.Option)]
            assert [option.name for option in options if not option.help] == []


def test_a_command_that_is_near_to_none_is_just_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["xyzzy"]) == 2
    assert "No such command 'xyzzy'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
    ],
)
def test_colour(
    choice: console.ColourChoice,
    environment: dict[str, str],
    terminal: bool,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.wants_colour(choice, Terminal() if terminal else io.StringIO()) is expected


def test_the_versions_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["version", *RULES]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["negotia", "Python", "inference", "rules"]
    assert lines[3].startswith("rules house 1.2.0 (")


def test_a_broken_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In one process: the message is dropped, and what is left in the buffer goes nowhere."""

    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            return target.fileno()

    with (tmp_path / "out").open("w") as target:
        monkeypatch.setattr(sys, "stdout", Closed())
        with pytest.raises(click.exceptions.Exit) as stop:
            console.say("x\n")
        os.write(target.fileno(), b"lost")
    assert stop.value.exit_code == 141
    assert (tmp_path / "out").read_bytes() == b""


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [("negotia ch", "1", "plain,check"), ("negotia rules t", "2", "plain,test")],
)
def test_a_shell_completes_commands(
    words: str,
    position: str,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("_NEGOTIA_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", position)
    with pytest.raises(SystemExit) as stop:
        run([])
    assert stop.value.code == 0
    assert capsys.readouterr().out.split() == [expected]
