import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { joinAsNewLearner, type CodeProblem } from '../../services/joining.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf, type FieldError, type PostedForm } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { emailError, nameError, passwordError } from './people-fields.ts';

/** Join forms that one address may post in a minute: enough for a class, too few to guess codes. */
const POSTS_PER_MINUTE = 40;

interface JoinValues {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Registering with a cohort's join code. */
export function joinRoutes(app: FastifyInstance, context: Context): void {
  app.get('/:locale/join', { config: { policy: 'public' } }, async (request, reply) => {
    if (request.visitor !== null) {
      return reply.redirect(pathsFor(localeOf(request)).account, 303);
    }
    const code = queryText(request, 'code');
    return page(reply, 'account/join', { code, name: '', email: '', errors: [] });
  });
  app.post(
    '/:locale/join',
    {
      config: {
        policy: 'public',
        rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => await postJoin(context, request, reply),
  );
}

async function postJoin(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const values = readValues(postedForm(request));
  const errors = errorsOf(values);
  if (errors.length > 0) return refuse(reply, values, errors);
  const learner = { ...values, name: values.name.trim(), locale: localeOf(request) };
  const outcome = await joinAsNewLearner(context.db, context.gate, learner, context.now());
  if (outcome.kind === 'bad-code') return refuse(reply, values, [codeError(outcome.problem)]);
  if (outcome.kind === 'email-taken') {
    return refuse(reply, values, [{ field: 'email', message: 'join.error.emailTaken' }]);
  }
  await request.server.sessions.start(request, reply, outcome.accountId);
  leaveFlash(reply, 'joined');
  return reply.redirect(pathsFor(localeOf(request)).home, 303);
}

function readValues(form: PostedForm): JoinValues {
  return {
    code: textOf(form, 'code'),
    name: textOf(form, 'name'),
    email: textOf(form, 'email'),
    password: textOf(form, 'password'),
  };
}

function errorsOf(values: JoinValues): FieldError[] {
  const noCode = values.code.trim() === '' ? { field: 'code', message: 'join.error.noCode' } : null;
  return [
    noCode,
    nameError(values.name),
    emailError(values.email),
    passwordError(values.password, values.email, 'password'),
  ].filter((error) => error !== null);
}

/** What is wrong with a code, in words that tell nothing more of the cohort. */
export function codeError(problem: CodeProblem): FieldError {
  return { field: 'code', message: `join.error.code.${problem}` };
}

function refuse(reply: FastifyReply, values: JoinValues, errors: FieldError[]): FastifyReply {
  const { code, name, email } = values;
  return page(reply.status(422), 'account/join', { code, name, email, errors });
}
