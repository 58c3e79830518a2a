//! What is seen. Each part is a component that is given what it shows and sends what is done.

mod articles;
mod cupboard;
mod export;
mod find;
mod history;
mod inspector;
mod keys_help;
mod label_editor;
mod labels;
mod notices;
mod palette;
mod popover;
mod reader;
mod status;
mod text;
mod together;
mod tour;
mod value;
mod welcome;
mod words;

pub use articles::Articles;
pub use cupboard::CupboardView;
pub use export::Export;
pub use find::Find;
pub use history::{Steps, StepsProps};
pub use inspector::Inspector;
pub use keys_help::KeysHelp;
pub use label_editor::LabelEditor;
pub use labels::Labels;
pub use notices::Notices;
pub use palette::Palette;
pub use reader::Reader;
pub use status::Status;
pub use together::Together;
pub use tour::TourCard;
pub use welcome::Welcome;
