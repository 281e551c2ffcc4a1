import { router, viewer } from '../../api/procedures.ts';
import * as search from '../../contract/face-search.ts';
import * as shape from '../../contract/results.ts';
import { listFaces } from './list-faces.ts';
import { nearestFaces } from './nearest-faces.ts';
import { searchByFace } from './search-by-face.ts';
import { searchByPhoto } from './search-by-photo.ts';

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

  search: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/faces/{number}/moments',
        tags,
        summary: 'Every moment of every episode that shows somebody like this face',
      },
    })
    .input(search.searchByFace)
    .output(search.foundByFace)
    .query(({ ctx, input }) => searchByFace(ctx.services, input)),

  searchByPhoto: viewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/faces/search',
        tags,
        summary: 'Every moment of every episode that shows somebody like a face of a picture, which is not stored',
      },
    })
    .input(search.searchByPhoto)
    .output(search.foundByPhoto)
    .mutation(({ ctx, input }) => searchByPhoto(ctx.services, input)),
});
