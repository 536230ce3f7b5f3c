// Draws pictures through the shaders, in a WebGL2 context of its own: what is done to one picture must not touch the
// console's, and losing this context shields.
//
// The shaders are files of their own, fetched with the page: they can be read, changed and reviewed without a build.
addToLibrary({
  $Shield__deps: ['$Web'],
  $Shield: {
    ready: null,      // promise: sources fetched; settled either way
    sources: null,
    canvas: null,
    gl: null,
    programs: null,
    target: null,     // framebuffer
    kept: null,       // part -> {picture, shielded, key, size}
    files: ['shield.vert', 'shield_blur.frag', 'shield_pixelate.frag', 'shield_greyscale.frag', 'lens.frag'],
    workingPx: 256,   // longest side of what is blurred

    load() {
      Shield.ready = Promise.all(Shield.files.map(async (file) => {
        const response = await fetch('shaders/' + file);
        if (!response.ok) throw new Error('shaders/' + file + ': ' + response.status);
        return [file, await response.text()];
      })).then((entries) => { Shield.sources = new Map(entries); }, (thrown) => {
        // Without shaders every picture stays hidden until it is held open.
        console.warn('Pictures stay hidden: ' + thrown.message);
      });
    },

    context() {
      if (Shield.gl && !Shield.gl.isContextLost()) return Shield.gl;
      if (!Shield.sources) return null;
      if (!Shield.canvas) {
        Shield.canvas = new OffscreenCanvas(16, 16);
        Shield.canvas.addEventListener('webglcontextlost', (event) => {
          event.preventDefault();
          Shield.gl = null;
          Media.shieldAll();
          Media.redraw();
        });
        Shield.canvas.addEventListener('webglcontextrestored', () => {
          Shield.begin();
          Media.redraw();
        });
        Shield.begin();
      }
      return Shield.gl;
    },

    begin() {
      const gl = Shield.canvas.getContext('webgl2', { alpha: true, premultipliedAlpha: false, antialias: false, depth: false });
      Shield.kept = new Map();
      if (!gl || gl.isContextLost()) return;
      Shield.programs = new Map();
      for (const file of Shield.files.slice(1)) Shield.programs.set(file, Shield.compile(gl, file));
      Shield.target = gl.createFramebuffer();
      Shield.gl = gl;
    },

    compile(gl, file) {
      const program = gl.createProgram();
      for (const [kind, name] of [[gl.VERTEX_SHADER, 'shield.vert'], [gl.FRAGMENT_SHADER, file]]) {
        const shader = gl.createShader(kind);
        gl.shaderSource(shader, Shield.sources.get(name));
        gl.compileShader(shader);
        gl.attachShader(program, shader);
      }
      gl.linkProgram(program);
      if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
        throw new Error(file + ': ' + gl.getProgramInfoLog(program));
      }
      return program;
    },

    texture(gl, width, height) {
      const texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texStorage2D(gl.TEXTURE_2D, width && height ? Math.floor(Math.log2(Math.max(width, height))) + 1 : 1, gl.RGBA8, width, height);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
      return texture;
    },

    // One pass from `source` to `into` (null: the canvas).
    pass(gl, file, source, into, size, uniforms) {
      const program = Shield.programs.get(file);
      const place = (name) => gl.getUniformLocation(program, name);
      gl.useProgram(program);
      gl.bindFramebuffer(gl.FRAMEBUFFER, into ? Shield.target : null);
      if (into) gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, into, 0);
      gl.viewport(0, 0, size.w, size.h);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, source);
      gl.uniform1i(place('u_picture'), 0);
      gl.uniform1f(place('u_flip'), into ? 0 : 1);
      for (const [name, value] of Object.entries(uniforms)) {
        if (typeof value === 'number') gl.uniform1f(place(name), value);
        else gl['uniform' + value.length + 'fv'](place(name), value);
      }
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      if (into) {
        gl.bindTexture(gl.TEXTURE_2D, into);
        gl.generateMipmap(gl.TEXTURE_2D);
      }
    },

    picture(gl, part) {
      let kept = Shield.kept.get(part.id);
      if (kept) return kept;
      const { width, height } = part.bitmap;
      const scale = Math.min(1, Shield.workingPx / Math.max(width, height));
      const size = { w: Math.max(1, Math.round(width * scale)), h: Math.max(1, Math.round(height * scale)) };
      kept = { picture: Shield.texture(gl, width, height), spare: Shield.texture(gl, size.w, size.h),
        shielded: Shield.texture(gl, size.w, size.h), key: '', size: size };
      gl.bindTexture(gl.TEXTURE_2D, kept.picture);
      gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, part.bitmap);
      gl.generateMipmap(gl.TEXTURE_2D);
      Shield.kept.set(part.id, kept);
      return kept;
    },

    blur(gl, kept, sigma, source, into) {
      const { w, h } = kept.size;
      const other = into === kept.shielded ? kept.spare : kept.shielded;
      Shield.pass(gl, 'shield_blur.frag', source, other, kept.size, { u_step: [1 / w, 0], u_sigma: sigma });
      Shield.pass(gl, 'shield_blur.frag', other, into, kept.size, { u_step: [0, 1 / h], u_sigma: sigma });
    },

    // Strength runs from "hardly" to "nothing can be made out"; all sizes are fractions of the picture.
    shield(gl, kept, shield, strength) {
      const key = shield + ' ' + strength;
      if (kept.key === key) return;
      kept.key = key;
      const longest = Math.max(kept.size.w, kept.size.h);
      const amount = Math.min(1, Math.max(0, strength));
      if (shield === 0) {
        Shield.blur(gl, kept, longest * (0.01 + 0.06 * amount), kept.picture, kept.shielded);
      } else if (shield === 1) {
        const cell = longest / (48 - 38 * amount);
        Shield.pass(gl, 'shield_pixelate.frag', kept.picture, kept.shielded, kept.size,
          { u_cell: [cell / kept.size.w, cell / kept.size.h] });
      } else {
        Shield.blur(gl, kept, longest * (0.004 + 0.016 * amount), kept.picture, kept.spare);
        Shield.pass(gl, 'shield_greyscale.frag', kept.spare, kept.shielded, kept.size, {});
      }
    },

    // The shielded picture, with the lens where it is, at `size` device px; null when it cannot be drawn.
    render(part, shield, strength, size, lens) {
      const gl = Shield.context();
      if (!gl) return null;
      const kept = Shield.picture(gl, part);
      Shield.shield(gl, kept, shield, strength);
      const canvas = Shield.canvas;
      if (canvas.width !== size.w) canvas.width = size.w;
      if (canvas.height !== size.h) canvas.height = size.h;
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, kept.shielded);
      gl.useProgram(Shield.programs.get('lens.frag'));
      gl.uniform1i(gl.getUniformLocation(Shield.programs.get('lens.frag'), 'u_shielded'), 1);
      Shield.pass(gl, 'lens.frag', kept.picture, null, size, {
        u_size: [size.w, size.h], u_lens: lens ? [lens.x, lens.y, lens.radius] : [0, 0, 0], u_ring: Shield.accent(),
      });
      return canvas;
    },

    accent() {
      const colour = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
      const digits = /^#(..)(..)(..)/.exec(colour);
      return digits ? digits.slice(1).map((pair) => parseInt(pair, 16) / 255) : [0.5, 0.7, 1];
    },

    forget(part) {
      const kept = Shield.kept?.get(part.id);
      if (!kept) return;
      Shield.kept.delete(part.id);
      for (const name of ['picture', 'spare', 'shielded']) Shield.gl?.deleteTexture(kept[name]);
    },
  },
});
