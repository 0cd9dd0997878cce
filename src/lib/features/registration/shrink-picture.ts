/** Wide enough for half of a hall's screen, and a tenth of what a phone takes. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.84;

/**
 * A photograph as a smaller JPEG, upright, without what the camera wrote beside it. The file as it is where this browser
 * cannot read it: the server then says what is wrong with it.
 */
export async function shrunk(file: File): Promise<Blob> {
	try {
		const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(picture.width * share);
		canvas.height = Math.round(picture.height * share);
		const pen = canvas.getContext('2d');
		if (!pen) return file;
		pen.fillStyle = '#fff';
		pen.fillRect(0, 0, canvas.width, canvas.height);
		pen.imageSmoothingQuality = 'high';
		pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
		picture.close();
		const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
		return small && (small.size < file.size || file.type !== 'image/jpeg') ? small : file;
	} catch {
		return file;
	}
}
