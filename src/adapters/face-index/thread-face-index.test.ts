import { testFaceIndex } from './conformance.ts';
import { createThreadFaceIndex } from './thread-face-index.ts';

testFaceIndex('index of faces on a thread', createThreadFaceIndex);
