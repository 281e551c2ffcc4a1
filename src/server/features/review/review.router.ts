import { reviewer, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/review.ts';
import * as asked from '../../contract/review-questions.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { appendReviewEdits, changeEdit } from './change-review.ts';
import { listEdits } from './list-edits.ts';
import { listQuestions } from './list-questions.ts';
import { listReviewTracks } from './list-review-tracks.ts';
import { previewEdits } from './preview-edits.ts';
import { previewUndo } from './preview-undo.ts';
import { proposeOutliers } from './propose-outliers.ts';
import { readReviewState } from './read-review-state.ts';

const tags = ['review'];

export const reviewRouter = router({
  state: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/review',
        tags,
        summary: 'Who is who after corrections, and what is left to settle',
      },
    })
    .input(shape.ofReview)
    .output(shape.reviewState)
    .query(({ ctx, input }) => readReviewState(ctx.services, input.runId)),

  tracks: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/review/tracks',
        tags,
        summary: 'Tracks of an identity with their faces',
      },
    })
    .input(shape.reviewTracks)
    .output(shape.reviewTrackPage)
    .query(({ ctx, input }) => listReviewTracks(ctx.services, input)),

  outliers: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/review/identities/{identity}/outliers',
        tags,
        summary: 'Where an identity that may be two people is best cut',
      },
    })
    .input(shape.ofIdentity)
    .output(shape.outlierProposal)
    .query(({ ctx, input }) => proposeOutliers(ctx.services, input)),

  questions: viewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/review/questions',
        tags,
        summary:
          'What to ask next: the most settling question first, with what speaks for it and what follows from an answer',
      },
    })
    .input(asked.askQuestions)
    .output(asked.reviewQuestions)
    .query(({ ctx, input }) => listQuestions(ctx.services, input)),

  history: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{runId}/edits', tags, summary: 'What people decided, newest first' },
    })
    .input(shape.listEdits)
    .output(shape.editPage)
    .query(({ ctx, input }) => listEdits(ctx.services, input)),

  preview: reviewer
    .meta({
      openapi: { method: 'POST', path: '/runs/{runId}/edits/preview', tags, summary: 'What edits would change' },
    })
    .input(shape.previewEdits)
    .output(shape.editsPreview)
    .mutation(({ ctx, input }) => previewEdits(ctx.services, input, ctx.actor.id)),

  append: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/edits',
        tags,
        summary: 'Correct a run: all of the edits or none',
      },
    })
    .input(shape.appendEdits)
    .output(shape.appendedEdits)
    .mutation(({ ctx, input }) => appendReviewEdits(ctx.services, input, ctx.actor.id)),

  undo: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/edits/{editId}/undo',
        tags,
        summary: 'Take back an edit, however old; later ones stay',
      },
    })
    .input(shape.ofEdit)
    .output(shape.changedEdit)
    .mutation(({ ctx, input }) => changeEdit(ctx.services, { ...input, isUndone: true }, ctx.actor.id)),

  redo: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/edits/{editId}/redo',
        tags,
        summary: 'Let an edit count again that was taken back',
      },
    })
    .input(shape.ofEdit)
    .output(shape.changedEdit)
    .mutation(({ ctx, input }) => changeEdit(ctx.services, { ...input, isUndone: false }, ctx.actor.id)),

  undoPreview: reviewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/edits/{editId}/preview',
        tags,
        summary: 'What taking back an edit would change, or letting it count again: seconds and conflicts',
      },
    })
    .input(shape.previewUndo)
    .output(shape.undoPreview)
    .query(({ ctx, input }) => previewUndo(ctx.services, input, ctx.actor.id)),

  here: viewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/review/presence',
        tags,
        summary: 'Say that you are here; who else is',
      },
    })
    .input(shape.presence)
    .output(shape.presentReviewers)
    .mutation(async ({ ctx, input: { runId, identity } }) => {
      await readDoneRun(ctx.services.database.queries, runId);
      const { id, name } = ctx.actor;
      return { reviewers: [...(await ctx.services.reviewers.note(runId, { id, name, identity }))] };
    }),
});
