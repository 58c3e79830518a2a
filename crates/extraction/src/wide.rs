//! Code that works on many numbers at once, compiled for processors that can.

/// Runs work compiled for the widest vectors that every browser has.
#[cfg(target_arch = "wasm32")]
#[inline]
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[target_feature(enable = "simd128")]
    #[inline]
    fn run<R>(work: impl FnOnce() -> R) -> R {
        work()
    }
    run(work)
}

/// Runs work, compiled once for all processors and once for those with 32-byte vectors, where this is one. Only what
/// is `#[inline(always)]` in the work is compiled so.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
        return fearless_simd::Simd::vectorize(avx2, work);
    }
    work()
}
