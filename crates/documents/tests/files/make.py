#!/usr/bin/env python3
"""Makes the documents beside it from articles of our own corpus, with the programs that people make them with.

Needs LibreOffice (soffice), Chromium and Python's reportlab; run it in this folder. What it writes is committed, so that the tests need
neither: run it again only to add a format or a newer version of a program.
"""

import email.message
import email.utils
import html
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parents[3] / "model" / "corpus"
ARTICLES = {"nl": "nl-a/001.txt", "fr": "fr-a/003.txt", "en": "en-a/001.txt"}
AUTHORS = {"nl": "Jan Peeters", "fr": "Hélène Dupré", "en": "Mary O’Neill"}


def plain(marked):
    return re.sub(r"\[\[\S+ (.*?)\]\]", r"\1", marked).strip()


def page(language, text, style=""):
    title, *paragraphs = text.split("\n\n")
    head = f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>
<meta name="author" content="{html.escape(AUTHORS[language])}">
<meta property="article:published_time" content="2017-03-14T08:00:00+01:00">
<style>{style}</style></head><body><main>"""
    lines = [f"<h1>{html.escape(title)}</h1>"] + [f"<p>{html.escape(p)}</p>" for p in paragraphs]
    return head + "\n".join(lines) + "</main></body></html>\n"


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office(source, kind, folder, *filters):
    run("soffice", "--headless", *filters, "--convert-to", kind, "--outdir", folder, source)


def chromium(*flags):
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", *flags)


def mail(language, text):
    title, _, body = text.partition("\n\n")
    message = email.message.EmailMessage()
    message["From"] = email.utils.formataddr((AUTHORS[language], "desk@example.org"))
    message["To"] = "reader@example.org"
    message["Date"] = "Tue, 14 Mar 2017 08:00:00 +0100"
    message["Subject"] = title
    message.set_content(body + "\n", charset={"nl": "utf-8", "fr": "windows-1252", "en": "utf-8"}[language])
    message.add_alternative(page(language, text), subtype="html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="map.png")
    return bytes(message)


def make(language, work):
    text = plain((CORPUS / ARTICLES[language]).read_text())
    (HERE / f"{language}.txt").write_text(text + "\n")
    source = work / f"{language}.html"
    source.write_text(page(language, text))
    office(source, "odt", work, "--infilter=HTML (StarWriter)")
    (HERE / f"{language}.odt").write_bytes((work / f"{language}.odt").read_bytes())
    for kind in ["docx:MS Word 2007 XML", "rtf", "pdf:writer_pdf_Export", "epub", "html:HTML (StarWriter)"]:
        office(HERE / f"{language}.odt", kind, HERE)
    columns = work / "columns.html"
    columns.write_text(page(language, text, "p { text-align: justify } main { column-count: 2 }"))
    chromium("--no-pdf-header-footer", f"--print-to-pdf={HERE / f'{language}.printed.pdf'}", source.as_uri())
    chromium("--no-pdf-header-footer", f"--print-to-pdf={HERE / f'{language}.columns.pdf'}", columns.as_uri())
    typeset(language, text)
    (HERE / f"{language}.eml").write_bytes(mail(language, text))
    save_page(source, HERE / f"{language}.mhtml")


def typeset(language, text):
    """With the fonts that every reader of PDF must have, so that the file has none of them."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    title, *paragraphs = text.split("\n\n")
    styles = getSampleStyleSheet()
    target = str(HERE / f"{language}.typeset.pdf")
    document = SimpleDocTemplate(target, title=title, author=AUTHORS[language], lang=language, invariant=1)
    flow = [Paragraph(html.escape(title), styles["Title"])]
    document.build(flow + [Paragraph(html.escape(p), styles["BodyText"]) for p in paragraphs])


def divided(work):
    """A page of which a word is divided at the end of a line, as browsers print it."""
    source = work / "divided.html"
    lines = [
        "The harbour of Antwerp was closed on Monday, said the spokes-",
        "person of the port, and nobody knows when ships will come in.",
    ]
    source.write_text(page("en", "The harbour is closed").replace("</main>", f"<p>{'<br>'.join(lines)}</p></main>"))
    text = source.read_text().replace("<h1>The harbour is closed</h1>", "")
    source.write_text(text)
    chromium("--no-pdf-header-footer", f"--print-to-pdf={HERE / 'divided.pdf'}", source.as_uri())


def save_page(source, target):
    """Saves as Chromium's own menu does, through its debugging interface."""
    script = """
const { chromium } = require("playwright-core");
(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.goto(process.argv[1]);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureSnapshot", { format: "mhtml" });
  require("fs").writeFileSync(process.argv[2], data);
  await browser.close();
})();
"""
    run("node", "-e", script, source.as_uri(), target)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for one in ARTICLES:
            make(one, pathlib.Path(folder))
        divided(pathlib.Path(folder))
