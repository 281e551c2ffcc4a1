import { router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/results.ts';
import { toFace } from '../../results/face-items.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { listTracks, readTrack } from './list-tracks.ts';
import { readBoxes } from './read-boxes.ts';

const tags = ['tracks'];

export const tracksRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/runs/{runId}/tracks', tags, summary: 'Tracks of a run by time' } })
    .input(shape.listTracks)
    .output(shape.trackPage)
    .query(({ ctx, input }) => listTracks(ctx.services, input)),

  get: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/tracks/{number}',
        tags,
        summary: 'A track with its faces and its box in every frame',
      },
    })
    .input(shape.numberedInRun)
    .output(shape.trackDetail)
    .query(async ({ ctx, input }) => {
      const { database, blobs } = ctx.services;
      const run = await readDoneRun(database.queries, input.runId);
      const track = await readTrack(ctx.services, input);
      const faces = await database.queries
        .selectFrom('faces')
        .selectAll()
        .where('run_id', '=', input.runId)
        .where('track_number', '=', input.number)
        .orderBy('number')
        .execute();
      const shot = await database.queries
        .selectFrom('shots')
        .select(['start_seconds', 'end_seconds'])
        .where('run_id', '=', input.runId)
        .where('number', '=', track.shot)
        .executeTakeFirstOrThrow();
      // The face is on screen a little before its first and after its last sighting, never outside the shot.
      const range = { fromSeconds: shot.start_seconds, toSeconds: shot.end_seconds, track: input.number };
      return {
        ...track,
        faces: await Promise.all(faces.map((face) => toFace(blobs, face))),
        boxes: await readBoxes(blobs, run, range),
      };
    }),

  boxes: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/boxes',
        tags,
        summary: 'The box of every track in the frames of a time range',
      },
    })
    .input(shape.boxRange)
    .output(shape.boxList)
    .query(async ({ ctx, input: { runId, ...range } }) => {
      const { database, blobs } = ctx.services;
      const run = await readDoneRun(database.queries, runId);
      return { frames: await readBoxes(blobs, run, { ...range, track: null }) };
    }),
});
