import { z } from 'zod';
import { announce } from '../../announce.ts';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/cast.ts';
import * as importing from '../../contract/cast-import.ts';
import * as totals from '../../contract/cast-totals.ts';
import { uuid } from '../../contract/ids.ts';
import * as recognising from '../../contract/recognition.ts';
import { archivePerson, changePerson, createPerson, setAliases, setRole } from './change-person.ts';
import { addPhoto, deletePhoto, featurePhoto, signPhotoForm } from './change-photos.ts';
import { exportPeople, importPeople } from './import-people.ts';
import { readAppearances } from './person-appearances.ts';
import { listPeople, readPerson } from './person-rows.ts';
import { queuePhotos } from './queue-photos.ts';
import { adoptLines, readRecognition, resetLines } from './recognition.ts';
import { readTotals } from './show-totals.ts';
import { told } from './tell-change.ts';
import { takeCrop } from './use-crop.ts';

const tags = ['cast'];

export const castRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/shows/{showId}/people', tags, summary: 'The cast of a show' } })
    .input(shape.listPeople)
    .output(z.object({ items: z.array(shape.person) }))
    .query(async ({ ctx, input }) => ({ items: await listPeople(ctx.services, input) })),

  get: viewer
    .meta({ openapi: { method: 'GET', path: '/people/{id}', tags, summary: 'One person with their photographs' } })
    .input(z.object({ id: uuid }))
    .output(shape.person)
    .query(({ ctx, input }) => readPerson(ctx.services, input.id)),

  create: reviewer
    .meta({ openapi: { method: 'POST', path: '/shows/{showId}/people', tags, summary: 'Add somebody to the cast' } })
    .input(shape.createPerson)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => told(ctx.services, await createPerson(ctx.services, input))),

  change: reviewer
    .meta({ openapi: { method: 'PATCH', path: '/people/{id}', tags, summary: 'Change name or notes' } })
    .input(shape.changePerson)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => told(ctx.services, await changePerson(ctx.services, input))),

  archive: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/people/{id}/archived', tags, summary: 'Archive a person, or bring them back' },
    })
    .input(shape.archivePerson)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => {
      const now = new Date(ctx.services.clock.now());
      return await told(ctx.services, await archivePerson(ctx.services, { ...input, now }));
    }),

  setAliases: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/people/{id}/aliases', tags, summary: 'Say the other names of a person' },
    })
    .input(shape.setAliases)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => told(ctx.services, await setAliases(ctx.services, input))),

  setRole: reviewer
    .meta({
      openapi: {
        method: 'PUT',
        path: '/people/{id}/roles/{season}',
        tags,
        summary: 'Say what a person is in a season',
      },
    })
    .input(shape.setRole)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => told(ctx.services, await setRole(ctx.services, input))),

  photoForm: reviewer
    .meta({
      openapi: { method: 'POST', path: '/people/{id}/photos/form', tags, summary: 'Where to send a photograph to' },
    })
    .input(shape.photoForm)
    .output(shape.signedPhotoForm)
    .mutation(({ ctx, input }) => signPhotoForm(ctx.services, input)),

  addPhoto: reviewer
    .meta({
      openapi: { method: 'POST', path: '/people/{id}/photos', tags, summary: 'Add a photograph that has been sent' },
    })
    .input(shape.addPhoto)
    .output(shape.person)
    .mutation(async ({ ctx, input: { source, ...photo } }) => {
      const person = await addPhoto(ctx.services, { ...photo, origin: { source } }, ctx.actor.id);
      await queuePhotos(ctx.services, photo);
      return await told(ctx.services, person);
    }),

  useCrop: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/people/{id}/photos/from-face',
        tags,
        summary: 'Recognise a person by a face that was found in a run',
      },
    })
    .input(shape.useCrop)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => {
      const { person, photoId } = await takeCrop(ctx.services, input, ctx.actor.id);
      if (photoId !== null) await queuePhotos(ctx.services, { id: person.id, photoId });
      return await told(ctx.services, person);
    }),

  featurePhoto: reviewer
    .meta({
      openapi: {
        method: 'PUT',
        path: '/people/{id}/photos/{photoId}/featured',
        tags,
        summary: 'Show this photograph first',
      },
    })
    .input(shape.ofPhoto)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => told(ctx.services, await featurePhoto(ctx.services, input))),

  deletePhoto: reviewer
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/people/{id}/photos/{photoId}',
        tags,
        summary: 'Delete a photograph for good',
      },
    })
    .input(shape.ofPhoto)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => told(ctx.services, await deletePhoto(ctx.services, input))),

  importPeople: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/shows/{showId}/people/import',
        tags,
        summary: 'Take over many people at once, or say what that would do; sent twice, it changes nothing',
      },
    })
    .input(importing.importPeople)
    .output(importing.importedPeople)
    .mutation(async ({ ctx, input }) => {
      const people = await importPeople(ctx.services, input);
      const isChange = people.some(({ outcome }) => outcome === 'made' || outcome === 'changed');
      if (isChange && !input.dryRun) await announce(ctx.services.events, { type: 'cast-changed', show: input.showId });
      return { people };
    }),

  exportPeople: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/shows/{showId}/people/export',
        tags,
        summary: 'The cast in the shape that an import takes, without photographs',
      },
    })
    .input(totals.ofShow)
    .output(importing.exportedCast)
    .query(({ ctx, input }) => exportPeople(ctx.services, input.showId)),

  totals: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/shows/{showId}/totals',
        tags,
        summary: 'Seconds of everybody in every episode of a show',
      },
    })
    .input(totals.ofShow)
    .output(totals.showTotals)
    .query(({ ctx, input }) => readTotals(ctx.services, input.showId)),

  appearances: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/people/{id}/appearances',
        tags,
        summary: 'In which episodes a person was found, who says so, for how long',
      },
    })
    .input(z.object({ id: uuid }))
    .output(totals.appearances)
    .query(({ ctx, input }) => readAppearances(ctx.services, input.id)),

  recognition: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/shows/{showId}/recognition',
        tags,
        summary: 'How alike the people of a show are, and from which likeness on names are given',
      },
    })
    .input(totals.ofShow)
    .output(recognising.recognition)
    .query(({ ctx, input }) => readRecognition(ctx.services, input.showId)),

  adoptLines: reviewer
    .meta({
      openapi: {
        method: 'PUT',
        path: '/shows/{showId}/naming-lines/{modelId}',
        tags,
        summary: 'From which likeness on names are given in new analyses of a show',
      },
    })
    .input(recognising.adoptLines)
    .output(recognising.adoptedLines)
    .mutation(async ({ ctx, input }) => {
      const lines = await adoptLines(ctx.services, input, ctx.actor.id);
      await announce(ctx.services.events, { type: 'cast-changed', show: input.showId });
      return lines;
    }),

  resetLines: reviewer
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/shows/{showId}/naming-lines/{modelId}',
        tags,
        summary: 'Give names from the likeness on that the program has for all shows',
      },
    })
    .input(recognising.ofModel)
    .output(recognising.adoptedLines)
    .mutation(async ({ ctx, input }) => {
      const lines = await resetLines(ctx.services, input);
      await announce(ctx.services.events, { type: 'cast-changed', show: input.showId });
      return lines;
    }),
});
