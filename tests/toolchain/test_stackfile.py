"""The offline copy of a stack file: the same settings, other secrets."""

from pathlib import Path

import pytest

from offline.toolchain.errors import ToolchainError
from offline.toolchain.home import OfflineHome
from offline.toolchain.stackfile import offline_copy

TEMPLATE = """\
encryptionsalt: v1:our-salt=:v1:abc
config:
  offline:placeholder:
    secure: v1:our/cipher+text==
"""


@pytest.fixture
def home(tmp_path: Path) -> OfflineHome:
    """An offline home whose secrets template was made."""
    home = OfflineHome(tmp_path / "checkout")
    home.lay_out()
    home.secrets.write_text(TEMPLATE)
    return home


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project file."""
    file = tmp_path / "project" / "Pulumi.yaml"
    file.parent.mkdir()
    file.write_text("name: p\nruntime: python\n")
    return file


def test_settings_stay_and_secrets_become_the_placeholder(
    home: OfflineHome, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = project.with_name("Pulumi.prod.yaml")
    original.write_text(
        "secretsprovider: awskms://alias/theirs\n"
        "encryptedkey: AQICAHh=\n"
        "# secure: v1:in a comment\n"
        "config:\n"
        "  p:size: 3 # three\n"
        "  p:password:\n"
        "    secure: AAABAJ2Xk7Yt/W==\n"
        '  p:quoted: {user: me, token: {secure: "v1:theirs:theirs"}}\n'
        "  p:cookie:\n"
        "    secure: true\n"
        "  p:insecure: v1:plain"
    )
    before = original.read_bytes()
    copy = offline_copy(home, project, "prod")
    assert copy is not None
    assert copy.is_relative_to(home.stacks)
    assert copy.read_text() == (
        "# secure: v1:in a comment\n"
        "config:\n"
        "  p:size: 3 # three\n"
        "  p:password:\n"
        "    secure: v1:our/cipher+text==\n"
        "  p:quoted: {user: me, token: {secure: v1:our/cipher+text==}}\n"
        "  p:cookie:\n"
        "    secure: true\n"
        "  p:insecure: v1:plain\n"
        "encryptionsalt: v1:our-salt=:v1:abc\n"
    )
    assert original.read_bytes() == before
    assert capsys.readouterr().err == "floodgate: offline, each secret of Pulumi.prod.yaml (2) is a placeholder\n"


def test_a_salt_of_the_file_gives_way_to_ours(home: OfflineHome, project: Path) -> None:
    project.with_name("Pulumi.dev.yaml").write_text("encryptionsalt: v1:theirs\nconfig: {}\n")
    copy = offline_copy(home, project, "dev")
    assert copy is not None
    assert copy.read_text() == "config: {}\nencryptionsalt: v1:our-salt=:v1:abc\n"


def test_a_stack_without_a_file_has_no_settings(
    home: OfflineHome, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = offline_copy(home, project, "new")
    assert copy is not None
    assert copy.read_text() == "encryptionsalt: v1:our-salt=:v1:abc\n"
    assert capsys.readouterr().err == ""


def test_stack_files_may_lie_in_a_folder_of_their_own(home: OfflineHome, project: Path) -> None:
    project.write_text('name: p\nruntime: python\nstackConfigDir: "stacks" # here\n')
    folder = project.parent / "stacks"
    folder.mkdir()
    (folder / "Pulumi.dev.yaml").write_text("config: {p:a: b}\n")
    copy = offline_copy(home, project, "dev")
    assert copy is not None
    assert copy.read_text().startswith("config: {p:a: b}\n")


def test_projects_of_one_name_do_not_share_copies(home: OfflineHome, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "Pulumi.yaml"
    other.parent.mkdir()
    other.write_text(project.read_text())
    assert offline_copy(home, project, "dev") != offline_copy(home, other, "dev")


def test_json_projects_are_left_to_the_cli(home: OfflineHome, project: Path) -> None:
    assert offline_copy(home, project.with_name("Pulumi.json"), "dev") is None


def test_a_home_that_is_not_whole_says_what_to_do(home: OfflineHome, project: Path) -> None:
    home.secrets.write_text("config: {}\n")
    with pytest.raises(ToolchainError, match="make clean-offline"):
        offline_copy(home, project, "dev")
    home.secrets.unlink()
    with pytest.raises(ToolchainError, match="make -s env"):
        offline_copy(home, project, "dev")
