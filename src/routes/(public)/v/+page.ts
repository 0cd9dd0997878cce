// One field and one button: everything on it works as the server sent it.
export const csr = false;
