//! Settings of the allocator: keeping the memory of a node small, and that of a plan at hand.
//!
//! glibc gives threads arenas of their own, up to eight for each core, and each keeps what was once freed
//! in it. A node answers on any of its threads, so that after a few large downloads every arena holds the
//! memory of one. One arena for each core is enough for the threads that work at the same time.
#![allow(unsafe_code, reason = "the C library's own settings have no other interface")]

/// To be called first in `main`, before there are threads.
pub fn keep_small() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    if std::env::var_os("MALLOC_ARENA_MAX").is_none() {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        set(libc::M_ARENA_MAX, libc::c_int::try_from(cores).unwrap_or(libc::c_int::MAX));
    }
}

/// To be called before there are threads, by a node: large pieces (a password is hashed in 19 MiB) are the system's
/// again as soon as they are free. Without it they come to lie among small ones, which leave holes that are never filled.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    set(libc::M_MMAP_THRESHOLD, 1 << 22);
}

/// To be called before there are threads, by a command that works and ends: what it frees it soon needs again. The
/// system gets nothing back before the end, and need not clear the same pages again and again: of a plan of a million
/// sites that is a sixth of the time.
pub fn keep_freed() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    for setting in [libc::M_MMAP_THRESHOLD, libc::M_TRIM_THRESHOLD] {
        set(setting, libc::c_int::MAX);
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn set(setting: libc::c_int, value: libc::c_int) {
    // SAFETY: sets a number inside the allocator; nothing is read or written through pointers, and no other thread
    // exists yet.
    unsafe { libc::mallopt(setting, value) };
}

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
