import { util } from '@aws-appsync/utils';

/** Has the payment service give money back, and says who asks for it. */
export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: { by: ctx.identity.sub, input: ctx.args.input },
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}
