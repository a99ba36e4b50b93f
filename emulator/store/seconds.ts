/** The service keeps whole seconds. Both in milliseconds since 1970. */
export const wholeSeconds = (time: number): number => Math.floor(time / 1000) * 1000;
