//! Starts the page.

fn main() {
    yew::Renderer::<dateline_app::app::App>::new().render();
}
