//! The database of the browser (IndexedDB), as far as entries under names need it.
//!
//! It holds more than local storage, tells when something is on disk, and its transactions are one after the other
//! across tabs: what is read in one is still so when it writes.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

const DATABASE: &str = "dateline";
const VERSION: u32 = 1;
const ENTRIES: &str = "entries";

/// An open database.
#[derive(Debug, Clone)]
pub struct Vault {
    database: IdbDatabase,
}

/// Reading and writing that happens wholly or not at all, and alone.
#[derive(Debug)]
pub struct Transaction {
    store: IdbObjectStore,
    done: Promise,
}

impl Vault {
    /// Opens the database and makes it where it is missing.
    ///
    /// # Errors
    /// When the browser has none or refuses it.
    pub async fn open() -> Result<Self, JsValue> {
        let request = factory()?.open_with_u32(DATABASE, VERSION)?;
        let opening = request.clone();
        let upgrade = Closure::once_into_js(move || {
            let database = opening.result().map(JsCast::unchecked_into::<IdbDatabase>);
            if let Ok(database) = database {
                database.create_object_store(ENTRIES).ok();
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let database: IdbDatabase = JsFuture::from(opened(&request)).await?.unchecked_into();
        let closing = database.clone();
        // Another tab deletes it: the connection must not stand in the way.
        let close = Closure::once_into_js(move || closing.close());
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self { database })
    }

    /// Deletes the database. Connections of other tabs close by themselves.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn forget(self) -> Result<(), JsValue> {
        self.database.close();
        let request = factory()?.delete_database(DATABASE)?;
        JsFuture::from(opened(&request)).await.map(drop)
    }

    /// Begins to read, or to read and write; what is written is on disk when the transaction is done.
    ///
    /// # Errors
    /// When the database was closed or deleted.
    pub fn begin(&self, write: bool) -> Result<Transaction, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let mode = if write { "readwrite" } else { "readonly" };
        let begin: Function = Reflect::get(&self.database, &"transaction".into())?.dyn_into()?;
        let transaction = begin.call3(&self.database, &ENTRIES.into(), &mode.into(), &options)?;
        let transaction: IdbTransaction = transaction.unchecked_into();
        Ok(Transaction {
            store: transaction.object_store(ENTRIES)?,
            done: finished(&transaction),
        })
    }

    /// The names of all entries.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub async fn names(&self) -> Result<Vec<String>, JsValue> {
        let request = self.begin(false)?.store.get_all_keys()?;
        let names: Array = JsFuture::from(result(&request)).await?.unchecked_into();
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    /// Keeps something that only this browser understands under a name, or nothing any more.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn keep(&self, name: &str, value: Option<&JsValue>) -> Result<(), JsValue> {
        let store = self.begin(true)?.store;
        match value {
            Some(value) => store.put_with_key(value, &name.into()).map(drop),
            None => store.delete(&name.into()).map(drop),
        }
    }

    /// What is kept so; undefined where there is nothing.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub async fn kept(&self, name: &str) -> Result<JsValue, JsValue> {
        let request = self.begin(false)?.store.get(&name.into())?;
        JsFuture::from(result(&request)).await
    }

    /// Some entries, in the order of their names here.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub async fn read(&self, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, JsValue> {
        let transaction = self.begin(false)?;
        let requests = names
            .iter()
            .map(|name| Ok(result(&transaction.store.get(&name.into())?)));
        let requests = requests.collect::<Result<Array, JsValue>>()?;
        let entries: Array = JsFuture::from(Promise::all(&requests))
            .await?
            .unchecked_into();
        Ok(entries.iter().map(bytes).collect())
    }
}

impl Transaction {
    /// An entry; `None` where there is none.
    ///
    /// # Errors
    /// When the transaction broke.
    pub async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let request = self.store.get(&name.into())?;
        JsFuture::from(result(&request)).await.map(bytes)
    }

    /// Writes an entry.
    ///
    /// # Errors
    /// When the transaction broke.
    pub fn put(&self, name: &str, entry: &[u8]) -> Result<(), JsValue> {
        let entry = Uint8Array::from(entry);
        self.store.put_with_key(&entry, &name.into()).map(drop)
    }

    /// Deletes an entry, if it is there.
    ///
    /// # Errors
    /// When the transaction broke.
    pub fn delete(&self, name: &str) -> Result<(), JsValue> {
        self.store.delete(&name.into()).map(drop)
    }

    /// Waits until all is on disk.
    ///
    /// # Errors
    /// When it is not: the quota is used up, or the disk is; nothing of the transaction was written then.
    pub async fn done(self) -> Result<(), JsValue> {
        JsFuture::from(self.done).await.map(drop)
    }
}

/// The browser's databases.
fn factory() -> Result<IdbFactory, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    window.indexed_db()?.ok_or_else(|| "no IndexedDB".into())
}

fn bytes(entry: JsValue) -> Option<Vec<u8>> {
    entry
        .dyn_into::<Uint8Array>()
        .ok()
        .map(|bytes| bytes.to_vec())
}

/// A promise that one of two handlers settles.
fn promise(attach: impl FnOnce(&Function, &Function)) -> Promise {
    let attach = RefCell::new(Some(attach));
    Promise::new(&mut |resolve, reject| {
        if let Some(attach) = attach.take() {
            attach(&resolve, &reject);
        }
    })
}

/// What a request gives.
fn result(request: &IdbRequest) -> Promise {
    promise(|resolve, reject| {
        let (resolve, reject) = (resolve.clone(), reject.clone());
        let answered = request.clone();
        let success = Closure::once_into_js(move || {
            let result = answered.result().unwrap_or(JsValue::UNDEFINED);
            resolve.call1(&JsValue::NULL, &result).ok();
        });
        let failed = request.clone();
        let failure = Closure::once_into_js(move || {
            let error = failed
                .error()
                .ok()
                .flatten()
                .map_or(JsValue::NULL, JsValue::from);
            reject.call1(&JsValue::NULL, &error).ok();
        });
        request.set_onsuccess(Some(success.unchecked_ref()));
        request.set_onerror(Some(failure.unchecked_ref()));
    })
}

fn opened(request: &IdbOpenDbRequest) -> Promise {
    result(request)
}

/// When a transaction is on disk.
fn finished(transaction: &IdbTransaction) -> Promise {
    let done = promise(|resolve, reject| {
        let resolve = resolve.clone();
        let complete = Closure::once_into_js(move || resolve.call0(&JsValue::NULL).is_ok());
        let (failed, reject) = (transaction.clone(), Rc::new(reject.clone()));
        let abort = Closure::once_into_js(move || {
            let error = failed.error().map_or(JsValue::NULL, JsValue::from);
            reject.call1(&JsValue::NULL, &error).is_ok()
        });
        transaction.set_oncomplete(Some(complete.unchecked_ref()));
        transaction.set_onabort(Some(abort.unchecked_ref()));
    });
    // Nobody may be waiting when it breaks, and an unheard rejection is an error in the console.
    let ignore = Closure::once_into_js(|_: JsValue| {});
    let catch: Result<Function, _> =
        Reflect::get(&done, &"catch".into()).and_then(wasm_bindgen::JsCast::dyn_into);
    if let Ok(catch) = catch {
        catch.call1(&done, &ignore).ok();
    }
    done
}
