/** Body of an answer to a request that never reaches GraphQL, in its form all the same: clients read one kind of error. */
export function answerOf(code: string, message: string, facts: object = {}) {
  return { errors: [{ message, extensions: { code, ...facts } }] };
}
