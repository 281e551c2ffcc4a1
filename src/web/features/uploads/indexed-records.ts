/** {@link UploadRecords} in the browser's database, which keeps handles of files too. */
import { memoryRecords, type UploadRecord, type UploadRecords } from './upload-records.ts';

const DATABASE = 'screenalytics-uploads';
const STORE = 'uploads';

/** Where the browser keeps nothing (private windows), records last as long as the page. */
export async function openRecords(): Promise<UploadRecords> {
  try {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'uploadId' });
    const database = await answerOf(opening);
    const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
    return {
      all: () => answerOf(store('readonly').getAll() as IDBRequest<UploadRecord[]>),
      put: async (record) => void (await answerOf(store('readwrite').put(record))),
      delete: async (uploadId) => void (await answerOf(store('readwrite').delete(uploadId))),
    };
  } catch {
    return memoryRecords();
  }
}

const answerOf = <Answer>(request: IDBRequest<Answer>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser gives no reason.'));
  });
