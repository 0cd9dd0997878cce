// A printed page: everything on it works as the server sent it, and two thousand names are sent once.
export const csr = false;
