/** A save that has begun is finished before an interrupt ends the program: no half-written set of files, no scratch folder left. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export async function uninterrupted<T>(saving: Promise<T>): Promise<T> {
  let asked: number | null = null;
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = (): void => {
      asked ??= code;
    };
    process.on(signal, handler);
    return [signal, handler] as const;
  });
  try {
    return await saving;
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    if (asked !== null) process.exit(asked);
  }
}
