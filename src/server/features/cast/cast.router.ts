import { z } from 'zod';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/cast.ts';
import { uuid } from '../../contract/ids.ts';
import { archivePerson, changePerson, createPerson, setAliases, setRole } from './change-person.ts';
import { addPhoto, deletePhoto, featurePhoto, signPhotoForm } from './change-photos.ts';
import { listPeople, readPerson } from './person-rows.ts';
import { queuePhotos } from './queue-photos.ts';

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
    .mutation(({ ctx, input }) => createPerson(ctx.services, input)),

  change: reviewer
    .meta({ openapi: { method: 'PATCH', path: '/people/{id}', tags, summary: 'Change name or notes' } })
    .input(shape.changePerson)
    .output(shape.person)
    .mutation(({ ctx, input }) => changePerson(ctx.services, input)),

  archive: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/people/{id}/archived', tags, summary: 'Archive a person, or bring them back' },
    })
    .input(shape.archivePerson)
    .output(shape.person)
    .mutation(({ ctx, input }) => archivePerson(ctx.services, { ...input, now: new Date(ctx.services.clock.now()) })),

  setAliases: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/people/{id}/aliases', tags, summary: 'Say the other names of a person' },
    })
    .input(shape.setAliases)
    .output(shape.person)
    .mutation(({ ctx, input }) => setAliases(ctx.services, input)),

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
    .mutation(({ ctx, input }) => setRole(ctx.services, input)),

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
    .input(shape.ofPhoto)
    .output(shape.person)
    .mutation(async ({ ctx, input }) => {
      const person = await addPhoto(ctx.services, input, ctx.actor.id);
      await queuePhotos(ctx.services, input);
      return person;
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
    .mutation(({ ctx, input }) => featurePhoto(ctx.services, input)),

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
    .mutation(({ ctx, input }) => deletePhoto(ctx.services, input)),
});
