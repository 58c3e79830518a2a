//! Every view of the page in every theme: judged by axe-core, and, by `cargo xtask screenshots`, pictured.

use crate::{
    app::{App, evidence_folder},
    importing::{archive, articles},
    keys::{CONTROL, ENTER, ESCAPE, SHIFT},
    texts::{OTHER, REPORT},
};
use serde_json::json;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// An article in which marks of many labels, nested ones and long ones stand.
const ARTICLE: &str = "\
Thousands flee harbour town as storm and shelling meet

ANTWERP, 12 March 2024 (Courier) - Some 2,500 people left the harbour of Latakia within 48 hours, minister Anna Jansen \
of the Red Cross said on Tuesday. Between 200 and 300 were wounded when rockets struck the old market.

Fighters of the Islamic State of Iraq claimed the attack. \u{201C}We saw the rockets come from the hills,\u{201D} said \
a fisherman, 61, who had come back two years earlier. The Dutch government pledged 3 million euros; 12 per cent of it \
is for the 30 kilometres of road to Aleppo.

In Latakia the Red Cross opened a second hospital at half past six. Aleppo has none.";

/// The name of a view, how to come to it from the article, and what is waited for.
type View = (&'static str, fn(&App), &'static str);

/// What every screen shows.
const VIEWS: [View; 14] = [
    ("article", |_| (), "article"),
    (
        "labels",
        |page| page.click("popover-label"),
        "popover-EVENT",
    ),
    (
        "selected-text",
        |page| page.select_words("old market"),
        "popover-all",
    ),
    (
        "many-at-once",
        |page| page.chord(&[SHIFT], ENTER),
        "apply-together",
    ),
    (
        "find",
        |page| {
            page.chord(&[CONTROL], 'f');
            page.type_text("latakia");
        },
        "find-count",
    ),
    (
        "commands",
        |page| page.chord(&[CONTROL], 'k'),
        "palette-list",
    ),
    ("keys", |page| page.press('?'), "keys-help"),
    ("history", |page| page.press('z'), "history"),
    (
        "export",
        |page| page.chord(&[CONTROL, SHIFT], 'e'),
        "format-doccano",
    ),
    (
        "label-set",
        |page| {
            page.chord(&[CONTROL], 'k');
            page.type_text("change the labels");
            page.press(ENTER);
        },
        "label-editor",
    ),
    (
        "stored",
        |page| {
            show_list(page);
            page.click("storage");
        },
        "storage-used",
    ),
    (
        "import",
        |page| choose(page, &[&page.file("news.zip", archive(&articles(12)))]),
        "import-start-import",
    ),
    (
        "import-labels",
        |page| {
            let line = r#"{"text": "The frigate left.", "label": [[4, 11, "vessel"]]}"#;
            choose(page, &[&page.file("ships.jsonl", line)]);
        },
        "foreign-vessel",
    ),
    (
        "import-report",
        |page| {
            let broken = ["a.pdf", "b.pdf"].map(|name| page.file(name, "%PDF-1.7 nothing"));
            choose(page, &broken.each_ref().map(|file| &**file));
        },
        "import-report",
    ),
];
/// What only a narrow one does.
const NARROW_VIEWS: [View; 2] = [
    (
        "drawer-articles",
        |page| page.click("show-articles"),
        "articles",
    ),
    ("drawer-marks", |page| page.click("show-marks"), "inspector"),
];
const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];
/// From here on the sides stand beside the article.
const WIDE: u32 = 900;
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Shows the list of articles, which a narrow screen has behind a button.
fn show_list(page: &App) {
    if page.read("add").is_none() {
        page.click("show-articles");
    }
}

/// Chooses files in the picker, which stands in the list.
fn choose(page: &App, files: &[&Path]) {
    show_list(page);
    page.choose(files);
}

/// Shows each view of the article in turn, and comes back from it.
fn through(page: &App, width: u32, mut see: impl FnMut(&str)) {
    let narrow = NARROW_VIEWS.iter().filter(|_| width < WIDE);
    for (name, enter, shown) in VIEWS.iter().chain(narrow) {
        page.click_words("Latakia");
        page.until("a mark selected", || page.selected());
        enter(page);
        page.until(name, || page.read(shown));
        see(name);
        for _ in 0..3 {
            page.press(ESCAPE);
        }
        page.until("nothing selected", || {
            page.selected().is_none().then_some(())
        });
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn axe_finds_nothing_in_any_view_of_any_theme() {
    let modules = env::var_os("DATELINE_NODE_MODULES")
        .map_or_else(|| ".tools/measuring/node_modules".into(), PathBuf::from);
    let axe = fs::read_to_string(modules.join("axe-core/axe.min.js"))
        .expect("`cargo xtask test e2e` installs it");
    let page = App::open();
    let judge = |view: &str| {
        let run = format!("if (!globalThis.axe) {{ {axe} }}
            return globalThis.axe.run().then(({{ violations }}) => violations.map(({{ id, nodes }}) => [id, ...nodes.map((node) => node.html)]));");
        let found = page.script(&run, json!([]));
        assert_eq!(found, json!([]), "{view}");
    };
    judge("welcome");
    page.paste(ARTICLE);
    page.wait_for_marks();
    for scheme in SCHEMES {
        for theme in ["system", "contrast"] {
            page.script(
                "document.documentElement.dataset.theme = arguments[0]",
                json!([theme]),
            );
            for (width, height) in [SIZES[0], SIZES[2]] {
                page.emulate(width, height, scheme);
                through(&page, width, |view| {
                    judge(&format!("{view}, {scheme}, {theme}, {width}"));
                });
            }
        }
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn what_is_typed_before_a_field_is_there_goes_into_it() {
    let page = App::open();
    page.paste(OTHER);
    page.wait_for_marks();
    page.click("add");
    page.paste(&[REPORT; 40].join("\n\n"));
    page.wait_for_marks();
    let marks = || {
        let marks = page.marks().into_iter();
        marks
            .map(|mark| (mark.start, mark.label, mark.state))
            .collect::<Vec<_>>()
    };
    let marks_before = marks();
    let shape =
        "[document.documentElement.clientWidth, document.documentElement.scrollHeight, scrollY]";
    let before = page.script(&format!("return {shape}"), json!([]));
    // Drawing takes longer than a frame, and what is left of it for later comes late.
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 20 }));
    page.script(
        &format!(
            "const soon = setTimeout;
             globalThis.setTimeout = (act, delay = 0, ...rest) => soon(act, delay + 300, ...rest);
             globalThis.shapes = [];
             new MutationObserver(() => {{ if (document.getElementById('ahead')) shapes.push({shape}); }})
               .observe(document.body, {{ childList: true }});"
        ),
        json!([]),
    );
    page.chord(&[CONTROL], 'k');
    let keys: Vec<char> = "change the labels".chars().chain([ENTER]).collect();
    page.press_all(&keys);
    page.until("the label set", || page.read("label-editor"));
    page.press(ESCAPE);
    page.until("the article again", || {
        page.read("label-editor").is_none().then_some(())
    });
    let value_of = |field: &str| {
        let value = format!("return document.getElementById('{field}')?.value");
        page.script(&value, json!([]))
    };
    page.chord(&[CONTROL], 'f');
    page.type_text("brussels");
    page.until("what is sought", || {
        (value_of("find") == "brussels").then_some(())
    });
    page.press(ESCAPE);
    page.emulate(390, 844, "light");
    let settled = "return document.activeElement.id === 'reader'
        && getComputedStyle(document.getElementById('search')).visibility === 'hidden'";
    page.until("the article alone", || {
        (page.script(settled, json!([])) == true).then_some(())
    });
    page.chord(&[CONTROL, SHIFT], 'f');
    page.type_text("troops");
    page.until("articles sought in their panel", || {
        (value_of("search") == "troops").then_some(())
    });
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }));
    let shapes = page.script("return shapes", json!([]));
    let shapes = shapes.as_array().cloned().unwrap_or_default();
    let wide = shapes.iter().filter(|shape| shape[0] == before[0]);
    assert!(wide.clone().count() > 0 && wide.clone().all(|shape| *shape == before));
    assert_eq!(marks(), marks_before, "no key was taken for a label's");
}

/// The contrast of two colours, as WCAG 2.2 defines it, of the text of each mark, of its line and of its label.
const CONTRASTS: &str = "
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const over = (...colours) => {
      canvas.clearRect(0, 0, 1, 1);
      for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb) => {
      const [r, g, b] = rgb.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
      const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const paper = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll('mark')].map((mark) => {
      const style = getComputedStyle(mark);
      const behind = over(paper, style.backgroundColor);
      return [mark.dataset.label, contrast(over(style.color), behind), contrast(over(style.textDecorationColor), behind)];
    });";

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn marks_stand_out_from_the_paper_and_words_from_their_marks() {
    let page = App::open();
    page.paste(ARTICLE);
    page.wait_for_marks();
    for scheme in SCHEMES {
        for theme in ["system", "contrast"] {
            page.script(
                "document.documentElement.dataset.theme = arguments[0]",
                json!([theme]),
            );
            page.emulate(1440, 900, scheme);
            let marks = page.script(CONTRASTS, json!([]));
            let marks: Vec<(String, f64, f64)> =
                serde_json::from_value(marks).expect("labels and contrasts");
            assert!(marks.len() > 10, "{marks:?}");
            for (label, words, line) in marks {
                assert!(
                    words >= 4.5 && line >= 3.0,
                    "{label} in {scheme}, {theme}: words {words}, line {line}"
                );
            }
        }
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn nothing_is_cut_off_at_320_pixels_and_nothing_moves_where_that_is_not_wanted() {
    let page = App::open();
    page.emulate(320, 640, "light");
    page.paste(ARTICLE);
    page.wait_for_marks();
    through(&page, 320, |view| {
        let wide = "const cut = [...document.querySelectorAll('html, button, input, select, mark')].filter((element) => {
              const box = element.getBoundingClientRect();
              const width = Math.max(box.width, element.tagName === 'HTML' ? element.scrollWidth : 0);
              return element.checkVisibility({ visibilityProperty: true }) && width > 1 && (box.left + width > innerWidth + 1 || box.left < -1);
            });
            return cut.map((element) => element.tagName === 'HTML' ? 'the page' : element.outerHTML)";
        assert_eq!(page.script(wide, json!([])), json!([]), "{view}");
    });
    let moving = "return document.getAnimations().length";
    page.reduce_motion();
    page.click_words("Latakia");
    page.press('o');
    page.until("a notice", || page.read("message"));
    assert_eq!(page.script(moving, json!([])), 0);
}

/// Writes a picture of each view at each size, light and dark.
#[test]
#[ignore = "pictures: cargo xtask screenshots"]
fn pictures() {
    let folder = evidence_folder().with_file_name("screenshots");
    fs::create_dir_all(&folder).expect("the folder of pictures can be made");
    for (width, height) in SIZES {
        for scheme in SCHEMES {
            let page = App::open();
            let picture = |view: &str| {
                let file = folder.join(format!("{view}-{width}x{height}-{scheme}.png"));
                fs::write(file, page.picture()).expect("the picture can be written");
            };
            page.emulate(width, height, scheme);
            picture("welcome");
            page.paste(ARTICLE);
            page.wait_for_marks();
            through(&page, width, picture);
        }
    }
}

impl App {
    /// Has the browser show the page in a window of this size and in a light or dark scheme.
    fn emulate(&self, width: u32, height: u32, scheme: &str) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
        self.prefer("prefers-color-scheme", scheme);
    }

    fn reduce_motion(&self) {
        self.prefer("prefers-reduced-motion", "reduce");
    }

    fn prefer(&self, name: &str, value: &str) {
        let features = json!({ "features": [{ "name": name, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", features);
    }
}
