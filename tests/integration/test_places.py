"""From typed text to a place, and the import of postcodes."""

import pytest
import sqlalchemy as sa

from matcher.models import Postcode
from matcher.queries.place_lookup import find_place, place_by_id, why_not_found
from matcher.services.postcodes import UnreadableError, import_postcodes, parse_line


def line(pc="7551", place="Hengelo", area="Hengelo", code="0164", lat="52.26", lon="6.79", country="NL"):
    return f"{country}\t{pc}\t{place}\tOverijssel\t15\t{area}\t{code}\t\t\t{lat}\t{lon}\t6"


@pytest.mark.parametrize(
    ("text", "label", "region"),
    [
        ("Enschede", "Enschede", "AM05"),
        ("  ENSCHEDE ", "Enschede", "AM05"),
        ("Hengelo (Overijssel)", "Hengelo (Overijssel)", "AM05"),
        ("hengelo gelderland", "Hengelo (Gelderland)", "AM09"),
        ("Den Bosch", "'s-Hertogenbosch", "AM27"),
        ("s Hertogenbosch", "'s-Hertogenbosch", "AM27"),
    ],
)
def test_finds_by_name_label_and_other_name(session, text, label, region):
    found = find_place(session, text)
    assert (found.label, found.region_code) == (label, region)
    assert 50 < found.lat < 54
    assert find_place(session, found.label) == found
    assert place_by_id(session, found.place_id) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hengelo", "Hengelo (Gelderland) of Hengelo (Overijssel)"),
        ("Enschedde", "Bedoelt u Enschede"),
        ("", "Wij kennen deze plaats niet."),
        ("qqqq", "Vul de naam in van een dorp of stad"),
        ("7551 AB", "Zoeken op postcode kan hier niet"),
        ("0123", "Wij kennen deze plaats niet"),
    ],
)
def test_says_what_to_type_instead(session, text, said):
    assert find_place(session, text) is None
    message = why_not_found(session, text)
    assert all(part in message for part in said.split(" of ")), message


def test_every_label_finds_its_own_place(session):
    from matcher.queries.text_indexes import place_index

    index = place_index(session)
    labels = set(index.by_label.values())
    assert len(labels) == len(index.by_label) == 2142


def test_postcodes_are_found_once_imported(session, work_as):
    report = import_postcodes(work_as(), lines=[line(), line("7552 AB", lat="52.28"), ""])
    assert (report.lines, report.added, report.changed, report.skipped) == (2, 2, 0, [])
    for text in ("7551", "7551 AB", "7551ab"):
        found = find_place(session, text)
        assert (found.label, found.name, found.place_id) == ("7551 Hengelo", "Hengelo", None)
        assert (found.municipality_code, found.region_code) == ("GM0164", "AM05")
    assert find_place(session, "9999") is None
    assert "kennen deze postcode niet" in why_not_found(session, "9999")


def test_rows_of_one_postcode_are_joined(session, work_as):
    import_postcodes(
        work_as(),
        lines=[
            line("7551 AA", lat="52.20"),
            line("7551 AB", lat="52.30"),
            line("7551 AC", place="Beckum", lat="52.25"),
        ],
    )
    row = session.scalar(sa.select(Postcode))
    assert (row.pc4, row.place_name, row.lat) == ("7551", "Hengelo", pytest.approx(52.25))


def test_importing_again_changes_only_what_differs(session, work_as):
    import_postcodes(work_as(), lines=[line(), line("7552")])
    report = import_postcodes(work_as(), lines=[line(), line("7552", lat="52.29"), line("7553")])
    assert (report.added, report.changed, report.unchanged) == (1, 1, 1)
    assert session.get(Postcode, "7552").lat == pytest.approx(52.29)


@pytest.mark.parametrize(
    ("area", "code", "found"),
    [
        ("Hengelo", "", "GM0164"),
        ("hengelo", "", "GM0164"),
        ("Onbekend", "164", "GM0164"),
        ("Onbekend", "GM0164", "GM0164"),
        ("", "", "GM0164"),
        ("Onbekend", "9999", "GM0164"),
    ],
)
def test_municipality_by_name_by_code_or_nearest(session, work_as, area, code, found):
    import_postcodes(work_as(), lines=[line(area=area, code=code)])
    assert session.get(Postcode, "7551").municipality_code == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NL\t7551\tHengelo", "3 kolommen"),
        (line(country="BE"), "land BE is niet NL"),
        (line("0551"), "geen postcode"),
        (line("75511"), "geen postcode"),
        (line(place=""), "geen plaatsnaam"),
        (line(lat="noord"), "geen coördinaten"),
        (line(lat="nan"), "buiten Nederland"),
        (line(lat="48.85", lon="2.35"), "buiten Nederland"),
    ],
)
def test_unreadable_lines_say_why(text, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_line(1, text)


def test_unusable_lines_are_left_out_and_reported(session, work_as):
    sea = line("7553", area="", code="", lat="53.55", lon="3.4")
    report = import_postcodes(work_as(), lines=["kapot", line(), sea])
    assert [(entry.line, entry.reason) for entry in report.skipped] == [
        (1, "1 kolommen in plaats van 11"),
        (3, "ligt bij geen enkele bekende plaats"),
    ]
    assert session.scalar(sa.select(sa.func.count()).select_from(Postcode)) == 1


def test_all_or_nothing(session, work_as):
    def lines():
        yield line()
        raise OSError("disk gone")

    with pytest.raises(OSError, match="disk gone"):
        import_postcodes(work_as(), lines=lines())
    assert session.scalar(sa.select(sa.func.count()).select_from(Postcode)) == 0


def test_command_reports(app, session, tmp_path):
    file = tmp_path / "NL.txt"
    file.write_text("\ufeff" + "\n".join([line(), *["kapot"] * 60]), encoding="utf-8")
    session.commit()
    result = app.test_cli_runner().invoke(args=["geo", "import-postcodes", str(file)])
    assert result.exit_code == 0, result.output
    assert "61 regels gelezen" in result.output
    assert "1 postcodes toegevoegd" in result.output
    assert "regel 2: 1 kolommen" in result.output
    assert "en nog 10" in result.output


def test_command_refuses_what_is_no_text(app, session, tmp_path):
    file = tmp_path / "NL.zip"
    file.write_bytes(b"PK\x03\x04\xff\xfe")
    session.commit()
    result = app.test_cli_runner().invoke(args=["geo", "import-postcodes", str(file)])
    assert result.exit_code == 1
    assert "Pak het zip-bestand eerst uit" in result.output
