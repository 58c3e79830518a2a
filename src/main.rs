//! Starts the page.

use dateline_app::{app::App, dom};

fn main() {
    std::panic::set_hook(Box::new(|panic| dom::confess(&panic.to_string())));
    yew::Renderer::<App>::new().render();
}
