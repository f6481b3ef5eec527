"""A report on paper: A4, selectable text in an embedded font, page numbers, simple bars."""

import io
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus.flowables import Flowable

from matcher.reports.content import Cell, Report, Table
from matcher.reports.numbers import dutch

# The fonts that come with reportlab: their letters cover Dutch and its neighbours.
PLAIN, BOLD = "Vera", "VeraBd"
INK, MUTED, LINE, BAR, WHOLE = (HexColor(code) for code in ("#1b1b1b", "#595959", "#c8c8c8", "#154273", "#dbe4ee"))
MARGIN = 18 * mm
# What the frame of a page keeps free around its text, in points.
PADDING = 6
WIDTH = A4[0] - 2 * (MARGIN + PADDING)
BAR_WIDTH, BAR_HEIGHT = 38 * mm, 3 * mm
NUMBER_WIDTH = 24 * mm


def _style(name: str, size: float, font: str = PLAIN, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.4, textColor=INK, **more)


TITLE = _style("title", 20, BOLD, spaceAfter=4 * mm)
HEADING = _style("heading", 12.5, BOLD, spaceBefore=7 * mm, spaceAfter=2 * mm, keepWithNext=1)
TEXT = _style("text", 9.5, spaceAfter=2 * mm)
CELL, HEAD = _style("cell", 8.5), _style("head", 8.5, BOLD)
NUMBER = _style("number", 8.5, alignment=2)
NUMBER_HEAD = _style("number_head", 8.5, BOLD, alignment=2)
NOTE = ParagraphStyle("note", parent=CELL, textColor=MUTED, spaceBefore=1.5 * mm, spaceAfter=2 * mm)


def write_pdf(report: Report) -> bytes:
    """Return the file."""
    _load_fonts()
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=20 * mm,
        title=report.title,
        subject=report.subject,
        author=report.author,
        lang=report.language,
        displayDocTitle=True,
        initialFontName=PLAIN,
    )
    foot = partial(_foot, report)
    document.build(_story(report), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _load_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (PLAIN, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _foot(report: Report, canvas: Any, _document: Any) -> None:
    canvas.saveState()
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(MUTED)
    canvas.drawString(MARGIN + PADDING, 11 * mm, _fitting(report.title))
    canvas.drawRightString(A4[0] - MARGIN - PADDING, 11 * mm, report.page.format(number=canvas.getPageNumber()))
    canvas.restoreState()


def _fitting(text: str) -> str:
    """Return a text that leaves room for the page number beside it."""
    while pdfmetrics.stringWidth(text, PLAIN, 8) > WIDTH - 30 * mm:
        text = text[:-2] + "…"
    return text


def _story(report: Report) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(escape(report.title), TITLE)]
    story += [Paragraph(escape(text), TEXT) for text in report.notices]
    story.append(_facts(report))
    for table in report.tables:
        story += _part(report, table)
    return story


def _facts(report: Report) -> Flowable:
    rows = [[Paragraph(escape(label), HEAD), Paragraph(escape(value), CELL)] for label, value in report.facts]
    return LongTable(rows, colWidths=[45 * mm, WIDTH - 45 * mm], style=_lines(), hAlign="LEFT")


def _part(report: Report, table: Table) -> list[Flowable]:
    found: list[Flowable] = [Paragraph(escape(table.title), HEADING)]
    if not table.rows:
        return [*found, Paragraph(escape(table.empty or "-"), TEXT)]
    found.append(_table(table))
    if len(table.rows) > table.most:
        words = report.left_out.format(shown=dutch(table.most), all=dutch(len(table.rows)))
        found.append(Paragraph(escape(words), NOTE))
    if table.note:
        found.append(Paragraph(escape(table.note), NOTE))
    return [*found, Spacer(1, 1 * mm)]


def _table(table: Table) -> Flowable:
    shown = table.rows[: table.most]
    numbers = [_is_number(table, column) for column in range(len(table.columns))]
    styles = [NUMBER_HEAD if number else HEAD for number in numbers]
    head: list[Any] = [Paragraph(escape(text), style) for text, style in zip(table.columns, styles, strict=True)]
    body: list[list[Any]] = [[_cell(cell, number) for cell, number in zip(row, numbers, strict=True)] for row in shown]
    widths = _widths(numbers, drawn=table.bars is not None)
    if table.bars is not None:
        head.append("")
        sizes = [_size(row[table.bars]) for row in shown]
        top = table.scale or max([1.0, *(size or 0 for size in sizes)])
        for cells, size in zip(body, sizes, strict=True):
            cells.append("" if size is None else _bar(size / top, whole=table.scale is not None))
    return LongTable([head, *body], colWidths=widths, repeatRows=1, style=_lines(), hAlign="LEFT")


def _is_number(table: Table, column: int) -> bool:
    return all(not isinstance(row[column], str) for row in table.rows)


def _cell(cell: Cell, number: bool) -> Paragraph:  # noqa: FBT001  (mapped over the cells of a row)
    return Paragraph(escape(dutch(cell)), NUMBER if number else CELL)


def _size(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else None


def _widths(numbers: list[bool], *, drawn: bool) -> list[float]:
    """Return the width of each column: numbers and bars take theirs, texts share the rest."""
    left = WIDTH - NUMBER_WIDTH * sum(numbers) - (BAR_WIDTH + 4 * mm if drawn else 0)
    texts = max(1, len(numbers) - sum(numbers))
    return [*(NUMBER_WIDTH if number else left / texts for number in numbers), *([BAR_WIDTH + 4 * mm] if drawn else [])]


def _bar(share: float, *, whole: bool) -> Drawing:
    """Return a bar that never leaves its room; ``whole``: with all of that room behind it."""
    drawing = Drawing(BAR_WIDTH, BAR_HEIGHT)
    for width, colour in ((float(whole), WHOLE), (min(share, 1), BAR)):
        rectangle = Rect(0, 0, BAR_WIDTH * width, BAR_HEIGHT)
        rectangle.fillColor, rectangle.strokeColor = colour, None
        drawing.add(rectangle)
    return drawing


def _lines() -> TableStyle:
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )
