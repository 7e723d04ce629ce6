from sysprobe_lite.probe import cpu_count, load, uptime
