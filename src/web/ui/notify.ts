/** Short messages at the edge of the page, for what happens away from where people look. */
import { notifications } from '@mantine/notifications';
import { failureOf } from '../lib/failure-of.ts';

const closeButtonProps = { 'aria-label': 'Close the message' };

export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'teal', closeButtonProps });
};

/** @param title what did not work: `The run could not be cancelled`. */
export const notifyFailure = (title: string, error: unknown): void => {
  notifications.show({ title, message: failureOf(error).message, color: 'red', autoClose: 10_000, closeButtonProps });
};

/** Something went otherwise than it was meant; it stands longer than what went well. */
export const notifyNotice = (message: string): void => {
  notifications.show({ message, color: 'orange', autoClose: 10_000, closeButtonProps });
};
