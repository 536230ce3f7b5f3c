#version 300 es
// One direction of a Gaussian. The picture was scaled to a small working size first, so sigma is a fraction of the
// picture and looks the same at every zoom.
precision highp float;

uniform sampler2D u_picture;
uniform vec2 u_step;     // one working pixel along the direction, in uv
uniform float u_sigma;   // in working pixels
in vec2 v_uv;
out vec4 o_colour;

const int kReach = 64;

void main() {
    vec4 sum = texture(u_picture, v_uv);
    float weights = 1.0;
    for (int i = 1; i <= kReach; ++i) {
        float distance = float(i);
        if (distance > 3.0 * u_sigma) break;
        float weight = exp(-0.5 * distance * distance / (u_sigma * u_sigma));
        sum += weight * (texture(u_picture, v_uv + distance * u_step) + texture(u_picture, v_uv - distance * u_step));
        weights += 2.0 * weight;
    }
    o_colour = sum / weights;
}
