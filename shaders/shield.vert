#version 300 es
// One triangle over the whole target. uv has its origin at the top left of the picture; a framebuffer has it at the
// bottom left, so the last pass, onto the canvas, is turned over.
precision highp float;

uniform float u_flip;  // 1 when drawing to the canvas, else 0
out vec2 v_uv;

void main() {
    vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
    v_uv = vec2(corner.x, mix(corner.y, 1.0 - corner.y, u_flip));
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}
