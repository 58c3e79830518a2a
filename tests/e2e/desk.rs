//! The desk around the text: the list of articles, the bin, what was done, the labels, the formats, the language.

use crate::app::App;
use crate::browser::Setup;
use crate::keys::{CONTROL, ENTER, SHIFT};
use crate::texts::{OTHER, REPORT};
use serde_json::Value;

/// A page with two articles; the second is open.
fn two() -> App {
    let page = App::open();
    for text in [REPORT, OTHER] {
        if page.read("add").is_some() {
            page.click("add");
        }
        page.paste(text);
        page.wait_for_marks();
    }
    page
}

fn listed(page: &App, count: usize) -> Vec<String> {
    page.until("another list", || {
        let rows = page.read_all("article-row");
        (rows.len() == count).then_some(rows)
    })
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn articles_are_searched_sorted_and_finished_one_after_the_other() {
    let page = two();
    page.chord(&[CONTROL, SHIFT], 'f');
    page.until("the search field", || page.focus_by_tab("search"));
    page.type_text("ALEPPO umbrella");
    assert!(listed(&page, 1)[0].contains("Troops leave"));
    page.type_text("x");
    page.wait_to_read("none-listed", |text| !text.is_empty());
    page.chord(&[CONTROL], 'a');
    page.type_text(" ");
    listed(&page, 2);
    page.choose_option("order", "order-title");
    page.until("the titles in their order", || {
        page.read_all("article-row")[0]
            .contains("Storm")
            .then_some(())
    });
    page.click("article");
    page.chord(&[SHIFT], 'f');
    page.until("the other article", || {
        page.text().contains("Troops").then_some(())
    });
    page.wait_to_read("today", |text| text.contains("1 finished"));
    page.choose_option("filter-state", "done");
    assert!(listed(&page, 1)[0].contains("Storm"));
    page.wait_until_saved();
    page.reload();
    assert!(listed(&page, 1)[0].contains("Storm"), "the filter stays");
    page.choose_option("filter-state", "");
    assert!(
        listed(&page, 2)[0].contains("Storm"),
        "and so does the order"
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_deleted_article_lies_in_the_bin_also_after_a_reload() {
    let page = two();
    page.wait_until_saved();
    page.click("delete-article");
    listed(&page, 1);
    page.reload();
    page.click("bin");
    assert!(listed(&page, 1)[0].contains("Storm"));
    page.click_selector("[data-testid=article-row] button");
    assert!(listed(&page, 2)[0].contains("Storm"));
    assert!(page.text().contains("Storm"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn what_was_done_leads_back_to_where_it_was() {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    let open = |page: &App| {
        page.marks()
            .iter()
            .filter(|mark| mark.state != "confirmed")
            .count()
    };
    let before = open(&page);
    page.press(ENTER);
    page.press(ENTER);
    page.press('z');
    page.until("two more steps", || {
        (page.read_all("step").len() == 4).then_some(())
    });
    assert_eq!(open(&page), before - 2);
    page.click_selector(".steps li:nth-last-child(2) button");
    page.until("nothing decided", || (open(&page) == before).then_some(()));
    page.click_selector(".steps li:first-child button");
    page.until("all decided again", || {
        (open(&page) == before - 2).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_label_set_is_replaced_and_edited_and_one_undo_takes_it_back() {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    let people = |page: &App, label: &str| {
        page.marks()
            .iter()
            .filter(|mark| mark.label == label)
            .count()
    };
    let before = people(&page, "PER");
    assert!(before > 0);
    page.chord(&[CONTROL], 'k');
    page.type_text("change the labels");
    page.press(ENTER);
    page.click("preset-ontonotes");
    page.wait_to_read("fates", |text| text.contains("PER"));
    page.fill("key-GPE", "x");
    page.wait_to_read("refused", |text| text.contains("Remove the mark"));
    page.fill("key-GPE", "5");
    page.fill("name-GPE", "Land or town");
    page.click("take-labels");
    page.wait_to_read("labels", |text| text.contains("Land or town"));
    page.until("people under another name", || {
        (people(&page, "PERSON") == before).then_some(())
    });
    page.chord(&[CONTROL], 'z');
    page.until("the people again", || {
        (people(&page, "PER") == before).then_some(())
    });
    page.wait_to_read("labels", |text| !text.contains("Land or town"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_format_is_chosen_by_what_it_loses_and_how_it_begins() {
    let page = two();
    page.chord(&[CONTROL, SHIFT], 'e');
    page.wait_to_read("losses", |text| text.contains("everything"));
    page.click("format-conll2003");
    page.wait_to_read("losses", |text| {
        text.contains("the value of") || text.contains("the values of")
    });
    page.wait_to_read("preview", |text| text.contains("B-"));
    page.choose_option("scope", "scope-all");
    page.click("format-doccano");
    page.wait_to_read("preview", |text| text.contains("\"label\""));
    let file = page.download_ending(b"\n", |page| page.click("export-now"));
    let lines = String::from_utf8(file).expect("JSONL is UTF-8");
    let articles: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    let texts: Vec<&str> = articles
        .iter()
        .filter_map(|article| article["text"].as_str())
        .collect();
    assert_eq!(texts, [OTHER, REPORT]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_page_speaks_the_language_of_the_browser_and_another_one_if_asked() {
    let page = App::open_with(Setup {
        languages: vec!["fr-BE", "fr"],
        ..Setup::default()
    });
    let language = |page: &App| {
        page.script(
            "return document.documentElement.lang",
            serde_json::json!([]),
        )
    };
    page.until("French", || (language(&page) == "fr").then_some(()));
    page.click("speak-nl");
    page.until("Dutch", || (language(&page) == "nl").then_some(()));
    page.click("speak-fr");
    page.paste(REPORT);
    page.wait_for_marks();
    page.wait_to_read("left", |text| text.starts_with("Reste"));
    page.chord(&[CONTROL], 'k');
    page.type_text("langue");
    page.press(ENTER);
    page.wait_to_read("left", |text| text.contains(" left"));
    page.reload();
    page.wait_to_read("left", |text| text.contains(" left"));
    assert_eq!(language(&page), "en");
}
