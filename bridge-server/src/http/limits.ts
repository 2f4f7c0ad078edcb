/** The largest body that the bridge reads. */
export const bodyLimitBytes = 4 * 1024 * 1024;
export const bodyLimitMegabytes = bodyLimitBytes / 1024 / 1024;
/** When a shop may come again after the bridge could not store anything. */
export const busyRetrySeconds = 5;
