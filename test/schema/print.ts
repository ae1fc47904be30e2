// Prints the schema as clients get it.
import { clientSchema } from "./sdl.ts";

process.stdout.write(clientSchema());
