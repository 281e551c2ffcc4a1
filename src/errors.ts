/** An error a user can act on: what is wrong and what to do, in one line. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** Stable machine-readable code such as `video.empty`. */
  readonly code: string;
  /** Whether doing the same again may help (a lost connection), or not (a corrupt file). */
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
