// A request whose body has been read. MSW clones each request, so that a handler and a log may both
// read it, and to split a stream for that costs more than all the rest of an answer. A text can be
// read as often as one likes. What is answered is not known here.

/**
 * A request with its body at hand: `text` and `json` may be asked again and again, so it is its own
 * clone. It has no stream, so nothing else gives the body.
 */
export class ReadRequest extends Request {
  readonly #text: string;
  override readonly clone = (): ReadRequest => this;
  override readonly text = (): Promise<string> => Promise.resolve(this.#text);
  override readonly json = async (): Promise<unknown> => JSON.parse(this.#text);

  constructor({ url, method, headers }: Request, text: string) {
    super(url, { method, headers });
    this.#text = text;
  }

  /** Reads a request to its end. */
  static async of(request: Request): Promise<ReadRequest> {
    return new ReadRequest(request, await request.text());
  }
}
