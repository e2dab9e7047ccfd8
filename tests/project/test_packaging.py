"""The package list is what is on disk, and the wheel holds nothing but `negotia/` and works on its own."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_package_list_is_what_is_on_disk() -> None:
    on_disk = {
        ".".join(("negotia", *path.parent.relative_to(TOP / "engine").parts))
        for path in (TOP / "engine").rglob("__init__.py")
    }
    data = {"negotia._data.rules", "negotia._data.samples", "negotia._data.templates"}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == on_disk | data


def test_every_assets_folder_is_package_data() -> None:
    with_assets = {
        ".".join(("negotia", *path.parent.relative_to(TOP / "engine").parts))
        for path in (TOP / "engine").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc", ".typed")
    }
    assert with_assets <= set(PROJECT["tool"]["setuptools"]["package-data"])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what git tracks, so that no stale build folder gets in."""
    clean, out = tmp_path_factory.mktemp("clean"), tmp_path_factory.mktemp("dist")
    archive = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True).stdout
    for name in filter(None, archive.decode().split("\0")):
        source, target = TOP / name, clean / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(clean)],
        check=True,
        capture_output=True,
    )
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_only_negotia(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        names = set(archive.namelist())
    assert {top for top in tops if not top.endswith(".dist-info")} == {"negotia"}
    assert {
        "negotia/py.typed",
        "negotia/_data/rules/bargaining.yaml",
        "negotia/_data/templates/brief.docx",
        "negotia/_data/samples/deals/agency.yaml",
    } <= names


def test_the_installed_wheel_does_the_main_job_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    # The dependencies are those of this environment; negotia itself must come from the wheel alone.
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, system_site_packages=False)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    site = (
        next((environment / "lib").rglob("site-packages")) if sys.platform != "win32" else environment / "Lib"
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    dependencies = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "dependencies.pth").write_text(dependencies + "\n")
    deal = TOP / "samples" / "deals" / "agency-early.yaml"
    (tmp_path / "plan.yaml").write_bytes(deal.read_bytes())
    run = "import sys; from negotia.cli import main; sys.argv[0] = 'negotia'; sys.exit(main())"

    def negotia(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(python), "-c", run, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    where = subprocess.run(
        [str(python), "-c", "import negotia; print(negotia.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site) in where.stdout
    checked = negotia("check", "plan.yaml", "--as-of", "2026-03-02")
    assert checked.returncode == 1, checked.stderr
    assert "blocker" in checked.stdout
    written = negotia("documents", "plan.yaml", "--as-of", "2026-03-02", "--out", "out")
    assert written.returncode == 0, written.stderr
    assert sorted(path.name for path in (tmp_path / "out" / "agency-early").iterdir()) == [
        ".negotia.json",
        "agreement.certificate.json",
        "agreement.docx",
        "brief.docx",
        "questions.docx",
    ]
