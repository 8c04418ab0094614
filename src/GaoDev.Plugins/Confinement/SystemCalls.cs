namespace GaoDev.Plugins.Confinement;

/// <summary>
/// The system calls that a plugin never makes, and those that depend on their arguments or on its grant. Numbers are the
/// kernel's and never change; -1 where an architecture does not have the call.
/// </summary>
internal static class SystemCalls
{
    /// <summary>The newest call that is known here. A newer one fails as it would on an older kernel.</summary>
    public const int Newest = 462; // mseal

    public static readonly SystemCall Clone = new("clone", 56, 220);

    public static readonly SystemCall Clone3 = new("clone3", 435, 435);

    public static readonly SystemCall Socket = new("socket", 41, 198);

    public static readonly SystemCall SocketPair = new("socketpair", 53, 199);

    public static readonly SystemCall ControlDevice = new("ioctl", 16, 29);

    public static readonly SystemCall Personality = new("personality", 135, 92);

    public static readonly SystemCall ControlProcess = new("prctl", 157, 167);

    public static readonly SystemCall SetLimits = new("prlimit64", 302, 261);

    public static readonly SystemCall MapMemory = new("mmap", 9, 222);

    /// <summary>Administration of the machine, other processes, and the parts of the kernel where most of its bugs were.</summary>
    public static readonly SystemCall[] Privileged =
    [
        new("mount", 165, 40),
        new("umount2", 166, 39),
        new("pivot_root", 155, 41),
        new("chroot", 161, 51),
        new("unshare", 272, 97),
        new("setns", 308, 268),
        new("open_tree", 428, 428),
        new("move_mount", 429, 429),
        new("fsopen", 430, 430),
        new("fsconfig", 431, 431),
        new("fsmount", 432, 432),
        new("fspick", 433, 433),
        new("mount_setattr", 442, 442),
        new("ptrace", 101, 117),
        new("process_vm_readv", 310, 270),
        new("process_vm_writev", 311, 271),
        new("process_madvise", 440, 440),
        new("process_mrelease", 448, 448),
        new("pidfd_getfd", 438, 438),
        new("kcmp", 312, 272),
        new("keyctl", 250, 219),
        new("add_key", 248, 217),
        new("request_key", 249, 218),
        new("bpf", 321, 280),
        new("perf_event_open", 298, 241),
        new("userfaultfd", 323, 282),
        new("io_uring_setup", 425, 425),
        new("io_uring_enter", 426, 426),
        new("io_uring_register", 427, 427),
        new("kexec_load", 246, 104),
        new("kexec_file_load", 320, 294),
        new("init_module", 175, 105),
        new("finit_module", 313, 273),
        new("delete_module", 176, 106),
        new("create_module", 174, -1),
        new("get_kernel_syms", 177, -1),
        new("query_module", 178, -1),
        new("reboot", 169, 142),
        new("swapon", 167, 224),
        new("swapoff", 168, 225),
        new("acct", 163, 89),
        new("quotactl", 179, 60),
        new("quotactl_fd", 443, 443),
        new("syslog", 103, 116),
        new("iopl", 172, -1),
        new("ioperm", 173, -1),
        new("modify_ldt", 154, -1),
        new("uselib", 134, -1),
        new("ustat", 136, -1),
        new("sysfs", 139, -1),
        new("_sysctl", 156, -1),
        new("nfsservctl", 180, 42),
        new("vhangup", 153, 58),
        new("lookup_dcookie", 212, 18),
        new("name_to_handle_at", 303, 264),
        new("open_by_handle_at", 304, 265),
        new("fanotify_init", 300, 262),
        new("fanotify_mark", 301, 263),
        new("vmsplice", 278, 75),
        new("memfd_secret", 447, 447),
        new("settimeofday", 164, 170),
        new("clock_settime", 227, 112),
        new("adjtimex", 159, 171),
        new("clock_adjtime", 305, 266),
        new("sethostname", 170, 161),
        new("setdomainname", 171, 162),
        new("move_pages", 279, 239),
        new("migrate_pages", 256, 238),
        new("mknod", 133, -1),
        new("mknodat", 259, 33),
        new("statmount", 457, 457),
        new("listmount", 458, 458),
    ];

    /// <summary>Signals, limits, and memory that no limit counts. Denied once the host runs, since the runtime is past needing them.</summary>
    public static readonly SystemCall[] Uncounted =
    [
        new("kill", 62, 129),
        new("tkill", 200, 130),
        new("rt_sigqueueinfo", 129, 138),
        new("rt_tgsigqueueinfo", 297, 240),
        new("pidfd_open", 434, 434),
        new("pidfd_send_signal", 424, 424),
        new("setrlimit", 160, 164),
        new("setpriority", 141, 140),
        new("ioprio_set", 251, 30),
        new("sched_setscheduler", 144, 119),
        new("sched_setparam", 142, 118),
        new("sched_setattr", 314, 274),
        new("memfd_create", 319, 279),
        new("shmget", 29, 194),
        new("shmat", 30, 196),
        new("shmctl", 31, 195),
        new("shmdt", 67, 197),
        new("msgget", 68, 186),
        new("msgsnd", 69, 189),
        new("msgrcv", 70, 188),
        new("msgctl", 71, 187),
        new("semget", 64, 190),
        new("semop", 65, 193),
        new("semtimedop", 220, 192),
        new("semctl", 66, 191),
        new("mq_open", 240, 180),
        new("mq_unlink", 241, 181),
        new("mq_timedsend", 242, 182),
        new("mq_timedreceive", 243, 183),
        new("mq_notify", 244, 184),
        new("mq_getsetattr", 245, 185),
    ];

    /// <summary>Starting programs.</summary>
    public static readonly SystemCall[] Programs =
    [
        new("execve", 59, 221),
        new("execveat", 322, 281),
        new("fork", 57, -1),
        new("vfork", 58, -1),
    ];
}
