/**
 * What the user must be told. `info` explains a choice, `warning` is a doubt, `refusal` says what was asked for and not done.
 */
export type Note = {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'refusal';
  readonly message: string;
};

export function info(code: string, message: string): Note {
  return { code, severity: 'info', message };
}

export function warning(code: string, message: string): Note {
  return { code, severity: 'warning', message };
}

export function refusal(code: string, message: string): Note {
  return { code, severity: 'refusal', message };
}
