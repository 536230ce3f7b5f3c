#version 300 es
// Luminance alone (Rec. 709). Drawn after a light blur.
precision highp float;

uniform sampler2D u_picture;
in vec2 v_uv;
out vec4 o_colour;

void main() {
    vec4 colour = texture(u_picture, v_uv);
    o_colour = vec4(vec3(dot(colour.rgb, vec3(0.2126, 0.7152, 0.0722))), colour.a);
}
