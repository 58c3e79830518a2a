//! What comes in from files, folders, archives and other programs: shown beforehand, stopped when the person wants, as one
//! step, and nothing twice.

use crate::{
    app::App,
    keys::{CONTROL, ESCAPE},
    texts::{OTHER, REPORT},
};
use dateline_formats::exchange::{Part, pack};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file that another program made of our own articles.
pub(crate) fn document(name: &str) -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    crates.join("documents/tests/files").join(name)
}

pub(crate) fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let parts = files
        .iter()
        .map(|(name, bytes)| Part::new(&**name, bytes.clone()));
    pack(&parts.collect::<Vec<_>>()).expect("memory takes everything")
}

/// So many short articles, each with a text of its own.
pub(crate) fn articles(count: usize) -> Vec<(String, Vec<u8>)> {
    let article = |number| {
        let text =
            format!("Report {number}\n\nOn 12 March 2016 about {number} soldiers left Aleppo.");
        (format!("news/{number:03}.txt"), text.into_bytes())
    };
    (1..=count).map(article).collect()
}

fn rows(page: &App) -> usize {
    page.script(
        "return document.querySelectorAll('[data-testid=article-row]').length",
        json!([]),
    )
    .as_u64()
    .unwrap_or_default() as usize
}

fn wait_for_rows(page: &App, count: usize) {
    page.until("the articles", || (rows(page) == count).then_some(()));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_archive_is_shown_before_it_comes_in_as_one_step_and_a_bad_file_harms_no_other() {
    let page = App::open();
    let mut files = articles(12);
    files.push((
        "news/a.docx".to_owned(),
        fs::read(document("en.docx")).unwrap(),
    ));
    files.push(("news/broken.pdf".to_owned(), b"%PDF-1.7 nothing".to_vec()));
    files.push(("news/empty.txt".to_owned(), Vec::new()));
    let zip = page.file("news.zip", archive(&files));
    page.choose(&[&zip]);
    let asked = page.wait_to_read("import", |text| text.contains("15 files"));
    for kind in [".txt 13", ".docx 1", ".pdf 1"] {
        assert!(asked.contains(kind), "{kind} is not in {asked:?}");
    }
    page.click("import-start-import");
    let report = page.wait_to_read("import-report", |text| text.contains("not opened"));
    assert!(report.contains("13 articles came in"), "{report:?}");
    assert!(
        report.contains("news.zip/news/broken.pdf") && report.contains("This PDF is damaged"),
        "{report:?}"
    );
    page.click("import-close");
    wait_for_rows(&page, 13);
    page.chord(&[CONTROL], 'z');
    page.until("none of them", || (rows(&page) == 0).then_some(()));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_import_that_is_stopped_leaves_nothing_behind() {
    let page = App::open();
    page.paste(OTHER);
    page.wait_for_marks();
    let docx = fs::read(document("nl.docx")).unwrap();
    let files: Vec<_> = (0..3_000)
        .map(|number| (format!("{number}.docx"), docx.clone()))
        .collect();
    let zip = page.file("many.zip", archive(&files));
    page.choose(&[&zip]);
    page.wait_to_read("import", |text| text.contains("3,000 files"));
    page.press(ESCAPE);
    page.wait_to_read("message", |text| text.contains("Stopped"));
    assert_eq!(page.read("import"), None);
    page.choose(&[&zip]);
    page.click("import-start-import");
    page.wait_to_read("coming", |text| text.contains("of 3,000"));
    page.click("import-stop-import");
    page.until("no import", || page.read("coming").is_none().then_some(()));
    assert_eq!(rows(&page), 1, "nothing came in");
    let file = page.file("report.txt", REPORT);
    page.choose(&[&file]);
    wait_for_rows(&page, 2);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_same_file_leads_to_the_same_article() {
    let page = App::open();
    let docx = document("fr.docx");
    page.choose(&[&docx]);
    page.wait_for_marks();
    let text = page.text();
    page.click("add");
    page.paste(REPORT);
    page.wait_for_marks();
    page.choose(&[&docx]);
    page.wait_to_read("message", |said| said.contains("here already"));
    page.until("the article of the file", || {
        (page.text() == text).then_some(())
    });
    assert_eq!(rows(&page), 2);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn labels_of_another_tool_become_what_the_person_says_and_that_is_remembered() {
    let page = App::open();
    let line = |town: &str| {
        format!(
            "{{\"text\": \"The frigate left {town}.\", \"label\": [[4, 11, \"vessel\"], [17, {}, \"GPE\"]]}}\n",
            17 + town.len()
        )
    };
    let first = page.file("first.jsonl", line("Antwerp"));
    page.choose(&[&first]);
    let asked = page.wait_to_read("import", |text| text.contains("vessel"));
    assert!(
        asked.contains("doccano") && asked.contains("2 marks"),
        "{asked:?}"
    );
    page.choose_option("foreign-vessel", "WEAPON");
    page.click("import-start-import");
    let mark = page.until("the mark", || page.mark("frigate"));
    assert_eq!(mark.label, "WEAPON");
    assert_eq!(
        page.mark("Antwerp").map(|mark| mark.label).as_deref(),
        Some("LOC")
    );
    let second = page.file("second.jsonl", line("Ghent"));
    page.choose(&[&second]);
    page.wait_to_read("import", |text| text.contains("vessel"));
    assert_eq!(
        page.attribute("foreign-vessel", "value").as_deref(),
        Some("WEAPON")
    );
    page.choose_option("foreign-vessel", "=");
    page.click("import-start-import");
    page.until("the new label", || {
        page.mark("frigate").filter(|mark| mark.label == "vessel")
    });
    page.chord(&[CONTROL], 'z');
    wait_for_rows(&page, 1);
    page.until("the label to go with it", || {
        page.read("label-vessel").is_none().then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn words_that_a_pdf_divides_are_joined_only_if_the_person_agrees() {
    let joined = [false, true].map(|join| {
        let page = App::open();
        page.choose(&[&document("divided.pdf")]);
        page.wait_to_read("import", |text| text.contains("spokes-person"));
        if join {
            page.click("join");
        }
        page.click("import-start-import");
        page.until("the text", || {
            Some(page.text()).filter(|text| !text.is_empty())
        })
    });
    let text = |word: &str| {
        format!(
            "The harbour of Antwerp was closed on Monday, said the {word} of the port, and nobody knows when ships will come in."
        )
    };
    assert_eq!(joined, [text("spokes-person"), text("spokesperson")]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_folder_comes_in_whole_from_the_picker_and_by_dropping() {
    let page = App::open();
    let folder = page.file("folder.txt", "").with_file_name("folder");
    fs::create_dir_all(folder.join("deep")).unwrap();
    fs::write(folder.join("one.txt"), "One\n\nThe first came from Ghent.").unwrap();
    fs::write(
        folder.join("deep/two.txt"),
        "Two\n\nThe second came from Aleppo.",
    )
    .unwrap();
    fs::write(folder.join(".DS_Store"), "\0\0").unwrap();
    page.choose_in("folder", &folder);
    wait_for_rows(&page, 2);
    let list = page.read_all("article-row").join("\n");
    assert!(list.contains("One") && list.contains("Two"), "{list}");
    fs::write(
        folder.join("deep/three.txt"),
        "Three\n\nThe third came from Paris.",
    )
    .unwrap();
    let data =
        json!({ "items": [], "files": [folder.display().to_string()], "dragOperationsMask": 1 });
    for kind in ["dragEnter", "dragOver", "drop"] {
        page.devtools(
            "Input.dispatchDragEvent",
            json!({ "type": kind, "x": 700, "y": 400, "data": data }),
        );
    }
    wait_for_rows(&page, 3);
    page.wait_to_read("message", |text| {
        text.contains("2 articles were here already")
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn texts_and_marks_of_brat_come_in_as_annotated_articles() {
    let page = App::open();
    let files = [
        ("annotation.conf", "[entities]\nGPE"),
        ("a.ann", "T1\tGPE 9 14\tGhent\n"),
        ("a.txt", "Storm in Ghent."),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let zip = page.file("brat.zip", archive(&files));
    page.choose(&[&zip]);
    let mark = page.until("the mark", || page.mark("Ghent"));
    assert_eq!((&*mark.label, &*mark.state), ("LOC", "confirmed"));
    let marks = page.file("b.ann", "T1\tGPE 0 6\tBruges\n");
    let text = page.file("b.txt", "Bruges is calm.");
    page.choose(&[&marks, &text]);
    page.until("the other mark", || page.mark("Bruges"));
    assert_eq!(rows(&page), 2);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn headings_and_paragraphs_of_other_programs_are_kept_and_links_dropped() {
    let cases = [
        (
            // Word
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal {margin:0}</style></head>\
             <body><!--StartFragment--><h1>Storm<o:p></o:p></h1>\r\n\r\n<p class=MsoNormal>Two\r\ntrees <b>fell</b>.<o:p></o:p></p><!--EndFragment--></body></html>",
            "Storm\n\nTwo trees fell.",
        ),
        (
            // Google Docs
            "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><h1 dir=\"ltr\"><span>Rain</span></h1>\
             <p dir=\"ltr\"><span>Two bridges </span><a href=\"https://outside.test/\"><span>closed</span></a><span>.</span></p><br /></b>",
            "Rain\n\nTwo bridges closed.",
        ),
        (
            // a web page
            "<meta charset='utf-8'><h2>Snow</h2><p>Two roads <a href=\"https://outside.test/\">closed</a>.</p><img src=\"https://outside.test/a.png\"><script>document.title = 'run'</script>",
            "Snow\n\nTwo roads closed.",
        ),
    ];
    let page = App::open();
    for (number, (html, text)) in cases.into_iter().enumerate() {
        if number > 0 {
            page.click("add");
        }
        page.paste_html(html, "Plain, all in one line");
        page.until("the paste", || (page.text() == text).then_some(()));
    }
    assert!(!page.reached("outside.test"));
    let title = page.script("return document.title", json!([]));
    assert_ne!(title, "run");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_address_alone_is_not_fetched_and_the_page_says_what_to_do() {
    let page = App::open();
    page.paste("https://outside.test/news/1");
    page.wait_to_read("message", |text| text.contains("Dateline fetches nothing"));
    assert_eq!(rows(&page), 0);
    page.paste_html(
        "<a href=\"https://outside.test/news/2\">https://outside.test/news/2</a>",
        "https://outside.test/news/2",
    );
    page.wait_to_read("message", |text| text.contains("Dateline fetches nothing"));
    assert!(!page.reached("outside.test"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn no_notice_pushes_another_out_of_sight() {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    for number in 1..=5 {
        let file = page.file(&format!("empty-{number}.txt"), "");
        page.choose(&[&file]);
        page.wait_to_read("message", |_| page.read_all("message").len() == number);
    }
    let told = page.read_all("message").join("\n");
    for number in 1..=5 {
        assert!(told.contains(&format!("empty-{number}.txt")), "{told}");
    }
    page.click("dismiss-all");
    page.until("none", || page.read("message").is_none().then_some(()));
}
