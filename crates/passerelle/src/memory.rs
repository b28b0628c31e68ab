//! The allocator, and how much memory was held.
//!
//! What is read on one thread is written on another: with the C library's allocator a fifth of an import went into
//! handing memory back to the thread that it came from, or into waiting for it (`benches/README.md`).

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Memory that this process held at the most, in MB; 0 where the system does not tell.
pub fn peak_mb() -> f64 {
    #[cfg(target_os = "linux")]
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kb =
            line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
        return kb.map_or(0.0, |kb| (kb / 1024.0 * 10.0).round() / 10.0);
    }
    0.0
}
