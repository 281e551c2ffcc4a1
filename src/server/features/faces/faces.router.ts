import { router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/results.ts';
import { listFaces } from './list-faces.ts';
import { nearestFaces } from './nearest-faces.ts';

const tags = ['faces'];

export const facesRouter = router({
  list: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/faces',
        tags,
        summary: 'Faces of a run, a track or an identity, the best first',
      },
    })
    .input(shape.listFaces)
    .output(shape.facePage)
    .query(({ ctx, input }) => listFaces(ctx.services, input)),

  nearest: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/faces/{number}/nearest',
        tags,
        summary: 'The faces of all episodes that are most like this one',
      },
    })
    .input(shape.nearestFaces)
    .output(shape.nearFaces)
    .query(({ ctx, input }) => nearestFaces(ctx.services, input)),
});
