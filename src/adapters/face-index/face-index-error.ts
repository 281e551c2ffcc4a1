import { UserError } from '../../errors.ts';

export type FaceIndexErrorCode =
  /** The memory of a model's faces cannot grow any more. */
  | 'face-index.full'
  /** An embedding of another length than the others of its model. */
  | 'face-index.invalid-value'
  /** Its thread has ended. The next question starts another, which holds nothing at first. */
  | 'face-index.unavailable';

export class FaceIndexError extends UserError {
  override readonly name = 'FaceIndexError';
  declare readonly code: FaceIndexErrorCode;

  constructor(code: FaceIndexErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(code, message, { ...options, retryable: code === 'face-index.unavailable' });
  }
}
