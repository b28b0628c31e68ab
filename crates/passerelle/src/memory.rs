//! Keeping the memory of a node small.
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
        let arenas = libc::c_int::try_from(cores).unwrap_or(libc::c_int::MAX);
        // SAFETY: sets a number inside the allocator; nothing is read or written through pointers, and no
        // other thread exists yet.
        unsafe { libc::mallopt(libc::M_ARENA_MAX, arenas) };
    }
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
